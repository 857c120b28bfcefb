// A box over each part that can be long, which leaves the values with its words. Without it all of them are there to read.

const fold = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

for (const part of document.querySelectorAll('[data-filter]')) {
  const values = [...part.querySelectorAll('li')];
  const folds = [...part.querySelectorAll('details')].map(each => [each, each.open]);
  const box = Object.assign(document.createElement('input'), { type: 'search', placeholder: 'Filter', autocomplete: 'off' });
  box.setAttribute('aria-label', `Filter: ${part.dataset.filter}`);
  const told = Object.assign(document.createElement('p'), { className: 'unseen' });
  told.setAttribute('role', 'status');
  box.addEventListener('input', () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    for (const value of values) {
      const link = value.firstElementChild;
      const text = fold(`${link.textContent} ${link.hash}`);
      value.hidden = !words.every(word => text.includes(word));
    }
    for (const [each, wasOpen] of folds) {
      each.open = words.length > 0 || wasOpen;
      each.hidden = !each.querySelector('li:not([hidden])');
    }
    const left = values.filter(value => !value.hidden).length;
    told.textContent = words.length ? `${left} of ${values.length} values` : '';
  });
  const heading = part.querySelector(':scope > h3');
  if (heading) heading.after(box, told);
  else part.prepend(box, told);
}
