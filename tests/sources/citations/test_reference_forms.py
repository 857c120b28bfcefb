"""Every form in which documents, acts and the Official Journal are printed, and what only looks like one.

A row is: what must be read, how it is printed, the rule that decides. Several references are joined by a comma, what
one cites besides by "+"; `?code` is a doubt that is told; an empty cell is refused.
"""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.citations.references import references_in
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.text.dates import Calendar
from ccwp_kg.sources.text.flow import Flow

COUNCIL = [
    # as the Council prints it
    ("ST-8284-2008-INIT", "8284/08", "number and year"),
    ("ST-16445-2009-INIT", "16445/09", "five figures"),
    ("ST-6026-1998-INIT", "6026/98", "a year from 80 on is of the last century"),
    ("ST-6120-2031-INIT", "6120/31", "a year below 80 is of this one"),
    ("ST-8284-2008-REV-1", "8284/1/08", "the middle number is the revision"),
    ("ST-8284-2008-REV-1", "8284/1/08 REV 1", "REV says it again"),
    ("ST-8284-2008-REV-1", "8284/1/08 REV 1 ENFOCUSTOM 48", "a code ends it"),
    ("ST-10238-2004-REV-2", "10238/2/04 ENFOCUSTOM 39 REV 2", "a code before the mark"),
    ("ST-16883-2006-REV-3", "16883/3/06 REV3 – ENFOCUSTOM 91", "no space in the mark, a dash before the code"),
    ("ST-8284-2008-REV-3", "8284/08 REV 3", "no middle number"),
    ("ST-8284-2008-REV-3", "8284/3/08 REV. 3", "a full stop in the mark"),
    ("ST-8284-2008-REV-3", "8284/3/08 rev. 3", "small letters"),
    ("ST-8284-2008-REV-3", "8284/3/08 Rev 3", "one capital"),
    ("ST-8284-2008-REV-3", "8284/3/08REV3", "nothing between year and mark"),
    ("ST-8284-2008-REV-3", "8284/3/08-REV-3", "dashes as in the register"),
    ("ST-8284-2008-REV-3", "8284/3/08 – REV 3", "an en dash"),
    ("ST-8284-2008-REV-3", "8284/3/08, REV 3", "a comma"),
    ("ST-8284-2008-REV-3", "8284/3/08 (REV 3)", "brackets"),
    ("ST-8284-2008-REV-3", "8284/08 Revision 3", "the word in full"),
    ("ST-8284-2008-COR-1", "8284/08 Corrigendum 1", "the word in full"),
    ("ST-8284-2008-ADD-2", "8284/08 Addendum 2", "the word in full"),
    ("ST-8284-2008-INIT", "8284/2008", "a year in four figures"),
    ("ST-8284-2008-REV-1", "8284/1/2008", "a year in four figures"),
    ("ST-8282-2008-REV-3", "(2007) 8282/3/08", "the year of a title stands before it"),
    ("ST-8284-2008-REV-1", "8284/1/\n08 REV\n1", "broken by line ends"),
    ("ST-8284-2008-REV-1", "8284\n/1/08", "broken by a line end"),
    ("ST-8284-2008-REV-1", "8284 / 1 / 08 REV 1", "spaces around the slashes"),
    ("ST-8284-2008-REV-1", "8284/1/08\xa0REV\xa01", "non-breaking spaces"),
    ("ST-8284-2008-INIT", "8284/08 LIMITE", "the mark of its distribution is none of its"),
    ("ST-8284-2008-REV-1", "8284/1/08 REV 1 LIMITE ENFOCUSTOM 48", "LIMITE between mark and code"),
    # leads
    ("ST-8284-2008-INIT", "doc. 8284/08", "a word for it"),
    ("ST-8284-2008-INIT", "doc.8284/08", "a word for it, no space"),
    ("ST-8284-2008-INIT", "Doc 8284/08", "a word for it"),
    ("ST-8284-2008-INIT", "document No 8284/08", "the No of a document is its number"),
    ("ST-8284-2008-INIT", "Council document no. 8284/08", "the No of a document is its number"),
    ("ST-120-2008-INIT", "document 120/08", "three figures where a word says that it is a document"),
    ("ST-2010-2008-INIT", "document 2010/08", "like a year, but a word says that it is a document"),
    ("ST-2010-2008-INIT", "2010/08 ENFOCUSTOM 3", "like a year, but it has a code"),
    ("ST-2010-2008-REV-1", "2010/1/08 REV 1", "like a year, but it has a mark"),
    # as the register writes it
    ("ST-8284-2008-INIT", "ST 8284/08", "the register's letters"),
    ("ST-8284-2008-INIT", "ST8284/08", "the register's letters, no space"),
    ("ST-8284-2008-REV-1", "ST 8284/1/08 REV 1", "the register's letters"),
    ("ST-8284-2008-INIT", "ST 8284 2008", "number and year apart"),
    ("ST-8284-2008-INIT", "ST 8284 2008 INIT", "INIT is the original"),
    ("ST-8284-2008-INIT", "ST-8284-2008-INIT", "dashes"),
    ("ST-8284-2008-REV-1", "ST-8284-2008-REV-1", "dashes"),
    ("ST-8284-2008-REV-1-COR-2", "ST 8284 2008 REV 1 COR 2", "two marks"),
    ("ST-8284-2008-REV-1", "ST_8284_2008_REV_1", "as files are named"),
    ("ST-8284-2008-REV-1", "https://data.consilium.europa.eu/doc/document/ST-8284-2008-REV-1/en/pdf", "in an address"),
    ("ST-12-2008-INIT", "ST 12/08", "a small number, but of the register"),
    # several marks: REV before ADD before COR, in whatever order they are printed
    ("ST-8284-2008-REV-1-ADD-1-COR-2", "8284/08 REV1 ADD 1 COR 2", "all three"),
    ("ST-8284-2008-REV-1-ADD-1-COR-2", "8284/08 ADD 1 REV 1 COR 2", "another order"),
    ("ST-8284-2008-REV-1-ADD-1-COR-2", "8284/1/08 COR 2 ADD 1", "the middle number is the REV"),
    ("ST-8284-2008-REV-1-COR-2", "8284/1/08 REV 1 COR 2", "two"),
    ("ST-8284-2008-ADD-1", "8284/08 ADD 1", "one"),
    ("ST-8284-2008-COR-1", "8284/08 COR 1 (en)", "a corrigendum of one language"),
    ("ST-8284-2008-COR-1", "8284/08 COR 1 (de, fr)", "a corrigendum of two languages"),
    ("ST-8284-2008-ADD-1-COR-1", "8284/08 ADD 1 COR 1 (de) UD 3", "a language between mark and code"),
    # what is cited besides
    ("ST-6285-2006-INIT+ST-6285-2006-COR-1", "6285/06 + COR 1", "the corrigendum, too"),
    ("ST-6285-2006-INIT+ST-6285-2006-COR-1", "6285/06 +COR1", "no spaces"),
    ("ST-6285-2006-INIT+ST-6285-2006-COR-1", "6285/06 and COR 1", "in words"),
    ("ST-6285-2006-INIT+ST-6285-2006-COR-1", "6285/06 ENFOCUSTOM 22 UD 23 + COR 1", "behind the codes"),
    ("ST-6285-2006-INIT+ST-6285-2006-COR-1+ST-6285-2006-COR-2", "6285/06 + COR 1 + COR 2", "two"),
    ("ST-6285-2006-REV-1+ST-6285-2006-REV-1-COR-1", "6285/1/06 REV 1 + COR 1", "of the revision"),
    ("ST-6285-2006-INIT+ST-6285-2006-REV-1-COR-1", "6285/06 + REV 1 COR 1", "marks without + are of one version"),
    ("ST-6285-2006-REV-1-ADD-1+ST-6285-2006-REV-2", "6285/1/06 ADD 1 + REV 2", "a new revision has no addendum"),
    ("ST-6285-2006-COR-1+ST-6285-2006-ADD-1", "6285/06 COR 1 + ADD 1", "an addendum has no corrigendum"),
    ("ST-6285-2006-INIT+ST-6285-2006-ADD-1+ST-6285-2006-ADD-2", "6285/06 + ADD 1-2", "a range of addenda"),
    ("ST-6285-2006-INIT+ST-6285-2006-ADD-1+ST-6285-2006-ADD-2", "6285/06 + ADD 1 to 2", "a range in words"),
    ("ST-6285-2006-INIT+ST-6285-2006-ADD-1+ST-6285-2006-ADD-2", "6285/06 + ADD 1 and 2", "a list of addenda"),
    ("ST-6285-2006-ADD-1+ST-6285-2006-ADD-2+ST-6285-2006-ADD-3", "6285/06 ADD 1, 2 and 3", "a list of addenda"),
    ("ST-6285-2006-ADD-1", "6285/06 ADD 1 and 2 more texts", "the figure counts something else"),
    # several documents
    ("ST-12161-2009-INIT,ST-12162-2009-INIT", "12161/09 and 12162/09", "two"),
    ("ST-8284-2008-INIT,ST-8285-2008-INIT,ST-8286-2008-INIT", "8284/08, 8285/08 and 8286/08", "three"),
    ("ST-8284-2008-INIT,ST-8285-2008-REV-1", "8284/08; ST 8285/1/08 REV 1", "a form each"),
    ("ST-8284-2008-INIT+ST-8285-2008-INIT", "documents 8284 and 8285/08", "the word for several: one year"),
    ("ST-8284-2008-INIT+ST-8285-2008-INIT+ST-8287-2008-INIT", "docs. 8284, 8285 and 8287/08", "the word for several"),
    (
        "ST-5120-2009-INIT+ST-5121-2009-INIT+ST-5122-2009-INIT",
        "documents 5120–5122/09",
        "the word for several: a range",
    ),
    ("ST-5120-2009-INIT+ST-5121-2009-INIT+ST-5122-2009-INIT", "documents 5120 to 5122/09", "a range in words"),
    ("ST-5120-2009-INIT+ST-5121-2009-INIT+ST-5122-2009-INIT", "documents 5120/09 to 5122/09", "a year at each end"),
    (
        "ST-5120-2009-INIT+ST-5121-2009-INIT+ST-5123-2009-INIT",
        "documents 5120–5121 and 5123/09",
        "a range and one more",
    ),
    (
        "ST-5120-2009-INIT,ST-5122-2009-INIT,?range-uncertain",
        "5120/09 to 5122/09",
        "no word says that a range is meant",
    ),
    ("ST-5120-2009-INIT,ST-5122-2009-INIT,?range-uncertain", "5120/09–5122/09", "a range is not certain"),
    ("?range-uncertain", "documents 5124–5120/09", "a range that falls"),
    ("?range-uncertain", "documents 5120–9999/09", "a range too long"),
    ("?range-uncertain", "documents 5120 and 5121/09 REV 1", "whose revision it is"),
    ("", "5120–5122/09", "no word says that a document is meant"),
    # not clear
    ("ST-8284-2008-REV-2,?revision-differs", "8284/1/08 REV 2", "the middle number says another"),
    ("?version-unclear", "8284/08 REV", "a mark without a number"),
    ("?version-unclear", "8284/08 REV II", "a mark without a figure"),
    ("?version-unclear", "8284/08 REV 0", "there is no REV 0"),
    ("?version-unclear", "8284/08 ADD 100", "nor so many"),
    ("?version-unclear", "8284/08 REV 1 REV 2", "one mark twice"),
]

NO_DOCUMENTS = [
    ("", "1.7.2011", "a date"),
    ("", "01/07/2011", "a date"),
    ("", "4.5.2010", "a date"),
    ("", "2011-07-01", "a date"),
    ("", "200910", "a year and a footnote's mark"),
    ("", "(2007)", "a year"),
    ("", "2009/10", "a span of years"),
    ("", "in 2009/2010", "a span of years"),
    ("", "1999/00", "a span of years"),
    ("", "18.30/19.00", "times"),
    ("", "24/7", "a way to say always"),
    ("", "11/12", "a fraction"),
    ("", "120/80", "a ratio"),
    ("", "1/2/3/4", "a path"),
    ("", "1234/5/6/7", "a path"),
    ("", "8284/08/09", "a path"),
    ("", "working/investigative", "words"),
    ("", "point 3.3(q)", "a point of a text"),
    ("", "+32 2 281 61 11", "a telephone"),
    ("", "tel. 8284/08", "a telephone"),
    ("", "Tel.: 8284/08", "a telephone"),
    ("", "telephone 2281/61", "a telephone"),
    ("", "fax 8284/08", "a telephone"),
    ("", "02/281.61.11", "a telephone"),
    ("", "+8284/08", "a telephone"),
    ("", "EUR 8284/08", "a sum"),
    ("", "€8284/08", "a sum"),
    ("", "8284/08 EUR", "a sum"),
    ("", "1,8284/08", "a decimal"),
    ("", "1.8284/08", "a decimal or a version"),
    ("", "version 2.1000/08", "a version"),
    ("", "8284/08.5", "a decimal"),
    ("", "8284/08 %", "a share"),
    ("", "8284/08 kg", "an amount"),
    ("", "1024/64 MB", "a size"),
    ("", "1920/10 MB", "a size"),
    ("", "p. 1234/08", "a page"),
    ("", "pp. 1234/56", "pages"),
    ("", "1234/56 pages", "pages"),
    ("", "ISBN 978-92-824-2008/08", "a book"),
    ("", "ISSN 1725/08", "a journal"),
    ("", "BE68 5390 0754 7034", "an account"),
    ("", "B-1048/08", "a postcode"),
    ("", "1048 Brussels", "a postcode"),
    ("", "No 8284/08", "somebody's number, not said whose"),
    ("", "invoice No 8284/08", "another's number"),
    ("", "Case C-1234/08", "a case"),
    ("", "Case 1234/08", "a case"),
    ("", "T-1234/08", "a case"),
    ("", "E-1234/08", "a question to the Commission"),
    ("", "A6-1234/2008", "a report of the Parliament"),
    ("", "2008/0047/CNS", "a procedure"),
    ("", "1234/08/EC", "an act"),
    ("", "SN 3456/08", "another series of the Council"),
    ("", "CM 3456/08", "another series of the Council"),
    ("", "PE-CONS 3601/08", "another series of the Council"),
    ("", "COM 6731/10", "a number of the Commission"),
    ("", "08284/08", "numbers have no leading zero"),
    ("", "8284/8", "a year has two or four figures"),
    ("", "8284/081", "a year has two or four figures"),
    ("", "8284/1790", "a year long before the Council"),
    ("", "123456/08", "numbers have five figures at most"),
    ("", "12/08", "too short to be one without a word"),
    ("", "x8284/08", "part of a word"),
    ("", "8284/08x", "part of a word"),
    ("", "8284/08-09", "part of something longer"),
    ("", "\u0668\u0662\u0668\u0664/\u0660\u0668", "figures of another script"),
]

JOURNAL = [
    ("document/OJ-C-260-2009-P-1", "OJ C 260, 30.10.2009, p. 1.", "the form of the style guide"),
    ("document/OJ-L-24-1998-P-2", "see OJ L 24,\n23.1.1998, p.\n2 and", "broken by line ends"),
    ("document/OJ-C-260-2009-P-1", "OJ C 260,30.10.2009,p.1", "no spaces"),
    ("document/OJ-C-260-2009-P-1", "OJ C260, 30.10.2009, p. 1", "series and number together"),
    ("document/OJ-L-24-1998-P-1", "OJ No L 24, 23.1.1998, p. 1", "No, as it was printed once"),
    ("document/OJ-L-24-1998-P-1", "OJ L 24 of 23 January 1998, page 1", "the day in words"),
    ("document/OJ-L-24-1998-P-1", "OJ L 24, p. 1, 23.1.1998", "the page before the day"),
    ("document/OJ-C-260-2009-P-1", "OJ C 260 (30.10.2009), p. 1", "the day in brackets"),
    ("document/OJ-C-260-2009-P-1", "OJ C 260, 30/10/2009, p. 1", "slashes"),
    ("document/OJ-C-260-2009-P-1", "OJ C 260, 30.10.2009, pp. 1–3", "from page to page: the first"),
    ("document/OJ-C-115-2010-P-1", "OJ C 115/1, 4.5.2010", "the page behind the number"),
    ("document/OJ-C-115-2010-P-1", "O.J. C 115, 4.5.2010, p. 1", "full stops"),
    ("document/OJ-C-115-2010-P-1", "Official Journal of the European Union C 115, 4.5.2010, p. 1", "in full"),
    ("document/OJ-C-115-2010-P-1", "Official Journal (OJ) C 115, 4.5.2010, p. 1", "with its sign"),
    ("document/OJ-CE-364-2000-P-1", "OJ C 364 E, 14.12.2000, p. 1", "the series C … E"),
    ("document/OJ-CE-364-2000-P-1", "OJ C 364E, 14.12.2000, p. 1", "the series C … E, together"),
    ("document/OJ-CE-364-2000-P-1", "OJ CE 364, 14.12.2000, p. 1", "the series C … E, before the number"),
    ("document/OJ-CA-48-2005-P-1", "OJ C 48 A, 24.2.2005, p. 1", "the series C … A"),
    ("document/OJ-LI-123-2018-P-1", "OJ L 123 I, 18.5.2018, p. 1", "the series L … I"),
    ("?journal-incomplete", "OJ 2009/C 260/01", "a notice of a number: neither day nor page"),
    ("?journal-incomplete", "Official Journal of the European Union C 115/1", "no day"),
    ("?journal-incomplete", "OJ C 260, 30.10.2009", "no page"),
    ("?journal-incomplete", "OJ C 260, p. 1", "no day"),
    ("?journal-incomplete", "OJ C 260", "neither"),
    ("?journal-incomplete", "OJ 1987 L 256, p. 1", "a year only"),
    ("?journal-incomplete", "OJ C 260, 31.2.2009, p. 1", "no such day"),
    ("?journal-incomplete", "OJ L, 2023/2131, 11.10.2023", "since October 2023 there are no pages"),
    ("?journal-incomplete", "OJ L, 2023/2131, 11.10.2023, p. 1", "a page does not make it a number of old"),
    ("", "JOJ C 1, 1.1.2009, p. 1", "part of a word"),
    ("", "OJ S 12, 1.1.2009, p. 1", "the series of tenders"),
    ("", "OJ 174, 31.7.1967, p. 1", "from before the series"),
    ("", "the Official Journal", "no number"),
]

ACTS = [
    ("act/celex-32009d0917", "Council Decision 2009/917/JHA", "the year first"),
    ("act/celex-32009d0917", "Decision 2009/917/JHA", "whoever decided it"),
    ("act/celex-32009d0917", "Council\nDecision 2009/917/\nJHA", "broken by line ends"),
    ("act/celex-32006f0960", "Framework Decision 2006/960/JHA", "a framework decision is no decision"),
    ("act/celex-32006f0960", "Council Framework Decision 2006/960/JHA", "a framework decision is no decision"),
    ("act/celex-31998f0699", "Joint Action 98/699/JHA", "of justice and home affairs"),
    ("act/celex-32004e0551", "Joint Action 2004/551/CFSP", "of the foreign policy"),
    ("act/celex-32001e0931", "Common Position 2001/931/CFSP", "of the foreign policy"),
    ("act/celex-32008l0118", "Directive 2008/118/EC", "the year first"),
    ("act/celex-31995l0046", "Directive 95/46/EC", "two figures before 1999"),
    ("act/celex-31970l0156", "Council Directive 70/156/EEC", "of the Economic Community"),
    ("act/celex-32015l0849", "Directive (EU) 2015/849", "since 2015"),
    ("act/celex-31997r0515", "Regulation (EC) No 515/97", "No: the number first"),
    ("act/celex-31997r0515", "Council Regulation (EC) No 515/97 of 13 March 1997", "No: the number first"),
    ("act/celex-31997r0515", "Regulation (EC) 515/97", "regulations put the number first"),
    ("act/celex-31992r2913", "Council Regulation (EEC) No 2913/92", "of the Economic Community"),
    ("act/celex-32008r0766", "Regulation (EC) No 766/2008", "four figures since 1999"),
    ("act/celex-32001r0044", "Regulation (EC) No 44/01", "two figures all the same"),
    ("act/celex-32006r2015", "Regulation (EC) No 2015/2006", "both could be years"),
    ("act/celex-32006r2015", "Regulation (EC) 2015/2006", "the Community has no year 2015"),
    ("act/celex-32013r0608", "Regulation (EU) No 608/2013", "of the Union, before 2015"),
    ("act/celex-32012r1025", "Regulation (EU) 1025/2012", "before 2015, without its No; no Council document either"),
    ("act/celex-32016r0794", "Regulation (EU) 2016/794", "since 2015 the year is first"),
    ("act/celex-32015r2010", "Regulation (EU) 2015/2010", "since 2015 the year is first"),
    ("act/celex-32018r1046", "Regulation (EU, Euratom) 2018/1046", "of two"),
    ("act/celex-32015r2447", "Commission Implementing Regulation (EU) 2015/2447", "a regulation, too"),
    ("act/celex-32007d1482", "Decision No 1482/2007/EC", "No: the number first"),
    ("act/celex-32008d0070", "Decision 70/2008/EC", "the Community has no year 1970"),
    ("act/celex-32010d0413", "Council Decision 2010/413/CFSP", "since the Treaty of Lisbon"),
    ("act/celex-32016d0849", "Decision (CFSP) 2016/849", "since 2015"),
    ("act/celex-32008d0615,act/celex-32008d0616", "Decisions 2008/615/JHA and 2008/616/JHA", "a list"),
    (
        "act/celex-31997r0515,act/celex-32008r0766",
        "Regulations (EC) No 515/97 and No 766/2008",
        "of one Community",
    ),
    ("act/celex-32008l0118,act/celex-31995l0046", "Directive 2008/118/EC and Directive 95/46/EC", "each with its kind"),
    ("?act-unclear", "Decision No 1/2006", "no Community: of an association council, perhaps"),
    ("?act-unclear", "Council Decision 2009/917", "no Community"),
    ("?act-unclear", "Regulation No 1234/09", "no Community, and no Council document"),
    ("?act-unclear", "Common Position 2005/69/JHA", "its letter is not certain"),
    ("?act-unclear", "Council Decision 2003/480/CFSP", "its letter is not certain"),
    ("?act-unclear", "Decision No 3289/75/ECSC", "of another Community"),
    ("?act-unclear", "Directive 2008/2009/EEC", "that Community had ended"),
    ("", "Regulation No 17", "no year"),
    ("", "Resolution of 23 October 2009", "no number"),
    # CELEX numbers
    ("act/celex-32009d0917", "CELEX 32009D0917", "a decision"),
    ("act/celex-31997r0515", "CELEX:31997R0515", "a regulation"),
    ("act/celex-32008l0118", "(32008L0118)", "a directive"),
    ("act/naples-ii", "31998F0123(01)", "an act that curators know"),
    ("?celex-unknown", "32006F0960", "the letter stands for several kinds"),
    ("?celex-unknown", "32009D0917R(01)", "a corrigendum is not the act"),
    ("?celex-unknown", "02009R0428-20150101", "a consolidated text is not the act"),
    ("?celex-unknown", "52010DC0673", "a preparatory text"),
    ("?celex-unknown", "62009CJ0411", "a judgment"),
    ("?celex-unknown", "22006A1230(03)", "an agreement"),
    ("?celex-unknown", "12007L/TXT", "a treaty"),
    ("?celex-unknown", "12008E087", "an article of a treaty"),
    ("", "x32009D0917", "part of a word"),
    ("", "32009D09171", "too long"),
    ("", "31809D0917", "no such year"),
    # documents of the Commission
    ("act/com-2010-673", "COM(2010) 673 final", "series, year and number"),
    ("act/com-2010-673", "COM (2010) 673", "a space, and no final"),
    ("act/com-2010-673", "COM(2010)673 FINAL", "no space"),
    ("act/com-2010-673", "COM/2010/0673 final", "as in EUR-Lex"),
    ("act/com-1995-119", "COM(95) 119 final", "two figures"),
    ("act/com-2010-673-2", "COM(2010) 673 final/2", "a second version"),
    ("act/sec-2008-221", "SEC(2008) 221", "of the secretariat"),
    ("act/swd-2013-12", "SWD(2013) 12 final", "a working document"),
    ("act/join-2013-1", "JOIN(2013) 1 final", "of two"),
    ("", "COM (DG TAXUD, OLAF)", "the Commission"),
    ("", "COM (2)", "an entry of a list"),
    ("", "ECLI:EU:C:2009:11", "judgments are no part of the model"),
    # articles of treaties
    ("act/tfeu 87", "Article 87 TFEU", "one"),
    ("act/tfeu 87(2)(a)", "Art. 87(2)(a) TFEU", "a point of one"),
    ("act/tfeu 87", "Article 87 of the TFEU", "in words"),
    ("act/teu 29 30", "Articles 29 and 30 TEU", "two"),
    ("act/teu 36", "Article 36 of the Treaty on European Union", "the treaty in full"),
    ("act/teu 29 30(1)(a) 34(2)(c)", "Articles 29, 30(1)(a) and 34(2)(c) TEU", "a list"),
    ("act/teu 29 30 31", "Articles 29 to 31 TEU", "a range"),
    ("act/teu K.3", "Article K.3 of the Treaty on European Union", "as they were numbered once"),
    ("act/tec 135", "Article 135 of the EC Treaty", "of the Community"),
    ("", "Article 36 Committee", "a committee"),
    ("", "Article 87", "of which treaty is not said"),
    ("act/celex-31997r0515", "Article 3 of Regulation (EC) No 515/97", "of an act: the act"),
    # side by side
    (
        "ST-8284-2008-INIT,act/celex-31997r0515,document/OJ-L-82-1997-P-1",
        "8284/08 and Regulation (EC) No 515/97 (OJ L 82, 22.3.1997, p. 1)",
        "figures of one kind are none of another",
    ),
]

Make = Callable[[str], Flow]


def read_in(text: str, flow: Make, profile: Profile, calendar: Calendar) -> str:
    """What is read, in the order of the text, as the tables write it."""
    known = {"31998F0123(01)": "act/naples-ii"}
    found = references_in(flow(text), profile=profile, calendar=calendar, known=known)
    read = [
        (each.start, "+".join(v.key for v in (each.reference.version, *each.reference.also_cited)))
        for each in found.documents
    ]
    read += [(each.start, each.reference.target) for each in found.journals]
    read += [(each.start, " ".join([each.reference.target, *each.reference.articles])) for each in found.acts]
    told = [(each.end, f"?{each.code}") for each in found.warnings]
    return ",".join(words for _, words in [*sorted(read), *sorted(told)])


@pytest.mark.parametrize(("read", "text", "rule"), [*COUNCIL, *NO_DOCUMENTS, *JOURNAL, *ACTS])
@pytest.mark.parametrize(("before", "after"), [("", ""), ("(see ", "), which"), ("It follows ", ".")])
def test_forms(
    *, read: str, text: str, rule: str, before: str, after: str, flow: Make, profile: Profile, calendar: Calendar
) -> None:
    """Alone, in brackets and at a sentence's end."""
    assert read == read_in(f"{before}{text}{after}", flow, profile, calendar), rule


def test_the_tables_are_as_long_as_they_should_be() -> None:
    """At least 150 forms, none twice, a good part of them refused."""
    rows = [*COUNCIL, *NO_DOCUMENTS, *JOURNAL, *ACTS]
    texts = [text for _, text, _ in rows]
    assert len(texts) == len(set(texts)) >= 250
    assert len([read for read, _, _ in rows if not read]) >= 80
