// SPDX-License-Identifier: GPL-3.0-or-later
// Adds to a page that is whole without it: search, filter, sort, fifteen rows at a time, findings opened for print.
(function () {
  var d = document, h = d.documentElement, few = 15;
  var all = function (s, r) { return Array.prototype.slice.call((r || d).querySelectorAll(s)); };
  var rows = all('.filer tbody'), tables = all('.filer'), form = d.querySelector('.filter');
  var q = d.getElementById('q'), fv = d.getElementById('fv'), svar = d.getElementById('svar');
  var say = function (words, values) { return words.replace(/\{(\w)\}/g, function (m, k) { return values[k]; }); };
  var number = function (n) { return n.toLocaleString(h.lang); };
  if (!form) return;
  h.classList.add('js');
  rows.forEach(function (b) { b.t = b.textContent.toLocaleLowerCase(h.lang); b.n = b.querySelector('.fn').textContent; });

  function draw() {
    var s = q.value.trim().toLocaleLowerCase(h.lang), found = 0;
    var k = all('[name=kl]:checked').map(function (c) { return c.value; });
    tables.forEach(function (t) {
      var fits = 0, shown = 0;
      Array.prototype.forEach.call(t.tBodies, function (b) {
        var v = b.dataset, yes = (!s || b.t.indexOf(s) >= 0) && (!fv.value || v.f === fv.value) && k.indexOf(v.k) >= 0;
        fits += yes;
        b.hidden = !yes || (fits > few && !t.whole);
        shown += !b.hidden;
      });
      found += fits;
      t.more.hidden = fits === shown;
      t.more.textContent = say(form.dataset.fler, { m: number(fits) });
    });
    svar.textContent = say(form.dataset.svar, { n: number(found), m: number(rows.length) });
  }

  tables.forEach(function (t) {
    var more = t.more = d.createElement('button');
    more.type = 'button';
    more.className = 'knapp fler';
    more.addEventListener('click', function () { t.whole = true; draw(); });
    t.parentNode.insertBefore(more, t.nextSibling);
    all('th[data-s]', t).forEach(function (th) {
      var b = d.createElement('button'), key = th.dataset.s;
      b.type = 'button';
      b.setAttribute('aria-label', say(form.dataset.sortera, { s: th.textContent.toLowerCase() }));
      th.appendChild(d.createTextNode(' '));
      th.appendChild(b);
      b.addEventListener('click', function () {
        var up = th.getAttribute('aria-sort') === 'descending' || (key === 'n' && !th.hasAttribute('aria-sort'));
        all('th[aria-sort]', t).forEach(function (o) { o.removeAttribute('aria-sort'); });
        th.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        Array.prototype.slice.call(t.tBodies).sort(function (a, c) {
          var r = key === 'n' ? a.n.localeCompare(c.n, h.lang) : a.dataset[key] - c.dataset[key];
          return up ? r : -r;
        }).forEach(function (x) { t.appendChild(x); });
        draw();
      });
    });
  });
  form.addEventListener('input', draw);
  form.addEventListener('submit', function (e) { e.preventDefault(); });
  d.getElementById('oppna').addEventListener('click', function () {
    var open = this.getAttribute('aria-pressed') !== 'true';
    this.setAttribute('aria-pressed', open);
    this.textContent = open ? form.dataset.dolj : form.dataset.visa;
    all('.filer details').forEach(function (x) { x.open = open; });
  });
  addEventListener('beforeprint', function () { all('.filer tbody:not([hidden]) details').forEach(function (x) { x.open = true; }); });
  draw();
})();
