// A box over each long facet of a list that leaves the values with its words. Without it all values are there to read.

const fold = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

for (const more of document.querySelectorAll('.facets details')) {
  const values = [...more.parentElement.querySelectorAll('li')];
  const name = more.parentElement.querySelector('h3').textContent;
  const box = Object.assign(document.createElement('input'), { type: 'search', placeholder: 'Filter', autocomplete: 'off' });
  box.setAttribute('aria-label', `Filter: ${name}`);
  const told = Object.assign(document.createElement('p'), { className: 'unseen' });
  told.setAttribute('role', 'status');
  const wasOpen = more.open;
  box.addEventListener('input', () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    more.open = words.length > 0 || wasOpen;
    for (const value of values) {
      const text = fold(value.firstElementChild.textContent);
      value.hidden = !words.every(word => text.includes(word));
    }
    const left = values.filter(value => !value.hidden).length;
    told.textContent = words.length ? `${left} of ${values.length} values` : '';
  });
  more.parentElement.querySelector('h3').after(box, told);
}
