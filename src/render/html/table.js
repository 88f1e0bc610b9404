// Sorts and filters the tables of a page. Without it they are tables all the same.
(() => {
'use strict';
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: 'base' });
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

// Numbers and days sort by what they are, words as they are read; what is empty comes last, whichever way.
const keyOf = (cell, isNumber) => {
const value = cell.dataset.value ?? cell.textContent.trim();
if (value === '') return null;
return isNumber ? Number(value) : value;
};
// A browser lays out a few rows at once and thousands slowly: of a long table the first rows are shown, and more when asked for.
// On paper all are.
const FIRST = 100;
const MORE = 500;
const limits = new Map();
const show = (table) => {
const limit = limits.get(table);
if (!limit) return;
let fitting = 0;
for (const row of table.tBodies[0].rows) {
if (row.hidden) continue;
fitting += 1;
row.classList.toggle('beyond', fitting > limit.rows);
}
limit.button.hidden = fitting <= limit.rows;
limit.button.textContent = `${texts.more} (${Math.min(limit.rows, fitting)} ${texts.of} ${fitting})`;
};
const cut = (table) => {
const button = document.createElement('button');
button.type = 'button';
button.className = 'more';
limits.set(table, { rows: FIRST, button });
button.addEventListener('click', () => {
limits.get(table).rows += MORE;
show(table);
});
table.parentElement.after(button);
show(table);
};
const sort = (table, head, column) => {
const down = head.getAttribute('aria-sort') === 'ascending';
const isNumber = head.classList.contains('number');
const body = table.tBodies[0];
const keyed = Array.from(body.rows, (row) => [keyOf(row.cells[column], isNumber), row]);
const order = isNumber ? (one, other) => one - other : collator.compare;
keyed.sort(([one], [other]) => {
if (one === null || other === null) return (one === null) - (other === null);
return down ? order(other, one) : order(one, other);
});
const sorted = document.createDocumentFragment();
for (const [, row] of keyed) sorted.append(row);
body.append(sorted);
show(table);
for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
};

const form = document.querySelector('.filter');
const texts = form?.dataset;
const tables = Array.from(document.querySelectorAll('main section table'));
for (const table of tables) {
if (table.tBodies[0].rows.length < 2) continue;
if (texts && table.tBodies[0].rows.length > FIRST) cut(table);
Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
const button = document.createElement('button');
button.type = 'button';
button.append(...head.childNodes);
button.addEventListener('click', () => sort(table, head, column));
head.append(button);
});
}

// A card is a row all the same for who does not see it.
const narrow = matchMedia('(max-width: 60rem)');
const name = () => {
if (!narrow.matches) return;
for (const table of document.querySelectorAll('.cards table:not([role])')) {
table.setAttribute('role', 'table');
for (const part of [table.tHead, ...table.tBodies]) part.setAttribute('role', 'rowgroup');
for (const row of table.rows) {
row.setAttribute('role', 'row');
for (const cell of row.cells) cell.setAttribute('role', cell.tagName === 'TD' ? 'cell' : cell.scope === 'col' ? 'columnheader' : 'rowheader');
}
}
};
narrow.addEventListener('change', name);
name();

if (!form) return;
const field = form.querySelector('input');
const told = form.querySelector('[role=status]');
const listed = tables.filter((table) => !table.closest('.overview'));
let parts = null;
const read = () => listed.map((table) => ({
table,
foot: table.tFoot,
section: table.closest('section'),
rows: Array.from(table.tBodies[0].rows, (row) => ({ row, words: plain(Array.from(row.cells, (cell) => cell.textContent).join(' ')) })),
}));
const filter = () => {
parts ??= read();
const asked = plain(field.value).split(/\s+/).filter(Boolean);
let all = 0;
let left = 0;
for (const { table, foot, section, rows } of parts) {
let here = 0;
for (const { row, words } of rows) {
const fits = asked.every((word) => words.includes(word));
if (row.hidden === fits) row.hidden = !fits;
here += fits;
}
show(table);
all += rows.length;
left += here;
// A sum of what is not shown would mislead.
if (foot) foot.hidden = asked.length > 0;
section.hidden = here === 0 && asked.length > 0;
}
told.textContent = asked.length === 0 ? '' : left === 0 ? texts.none : `${left} ${texts.of} ${all} ${texts.rows}`;
};
let waiting = 0;
field.addEventListener('input', () => {
cancelAnimationFrame(waiting);
waiting = requestAnimationFrame(filter);
});
form.addEventListener('submit', (event) => event.preventDefault());
form.hidden = false;
if (field.value) filter();
})();
