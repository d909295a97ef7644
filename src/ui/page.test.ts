import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { h } from 'preact';
import { DataTable } from './components/data-table.tsx';
import { errorOf, Form } from './components/form.tsx';
import { TextField } from './components/text-field.tsx';
import { ErrorPage, errorWords } from './error-page.tsx';
import { OrderSample } from './gallery/form-pages.tsx';
import { HomeSample, PartsSample } from './gallery/staff-pages.tsx';
import { Page, renderFragment, renderPage } from './page.tsx';

describe('pages', () => {
  test('what people type is escaped, also in a title', () => {
    const html = renderPage(h(Page, { productName: 'Leerling in beeld', title: '<b>5</b>', navigation: [] }));
    assert.ok(!html.includes('<b>5</b>'));
    assert.ok(html.includes('<h1>&lt;b>5&lt;/b></h1>'));
  });

  test('a page is Dutch, says whose it is not, and has one main part and one filled button', () => {
    for (const html of [renderPage(h(HomeSample, {})), renderPage(h(PartsSample, {}))]) {
      assert.match(html, /^<!doctype html>\n<html lang="nl">/u);
      assert.match(html, /Inbeeld, open software, niet van Cito/u);
      assert.equal(html.match(/<main/gu)?.length, 1);
      assert.equal(html.match(/button--primary/gu)?.length, 1);
    }
  });

  test('the title of a page with a refused form begins with "Fout"', () => {
    assert.match(renderPage(h(OrderSample, {})), /<title>Fout: Bestellen - Leerling in beeld<\/title>/u);
  });

  test('signing out is a form, for a link may be followed by anybody', () => {
    assert.match(renderPage(h(HomeSample, {})), /<form method="post" action="\/uitloggen">/u);
  });

  test('every status has words; unknown ones take those of their class', () => {
    assert.equal(errorWords(418).title, errorWords(400).title);
    assert.equal(errorWords(502).title, errorWords(500).title);
    const html = renderPage(h(ErrorPage, {
      productName: 'Leerling in beeld', status: 404, ...errorWords(404), correlationId: null,
    }));
    assert.doesNotMatch(html, /Foutnummer|bewaard/u);
  });
});

describe('forms', () => {
  test('a field is tied to its hint and its error, and the summary leads to the field', () => {
    const errors = [{ field: 'brin', message: 'Vul een BRIN in.' }];
    const html = renderFragment(h(Form, {
      action: '/bestellen',
      errors,
      children: h(TextField, {
        name: 'brin', label: 'BRIN', hint: 'Zoals 99XX.', error: errorOf(errors, 'brin'),
      }),
    }));
    assert.match(html, /<a href="#brin">Vul een BRIN in\.<\/a>/u);
    assert.match(html, /aria-describedby="brin-hint brin-error" aria-invalid="true"/u);
    assert.match(html, /<label class="field__label" for="brin">/u);
    assert.match(html, /id="brin-hint"[\s\S]+id="brin-error"/u);
  });
});

describe('tables', () => {
  const columns = [
    { key: 'name', header: 'Leerling', rowHeader: true, cell: (row: string) => row },
    { key: 'score', header: 'Score', align: 'numeric' as const, cell: () => '648' },
  ];

  test('an empty table is replaced by its explanation', () => {
    const html = renderFragment(h(DataTable<string>, {
      caption: 'Groep 5', columns, rows: [], rowKey: (row: string) => row, empty: 'Nog geen resultaten.',
    }));
    assert.equal(html, 'Nog geen resultaten.');
  });

  test('a row is named by its row header, and a number carries the head of its column', () => {
    const html = renderFragment(h(DataTable<string>, {
      caption: 'Groep 5', columns, rows: ['Vries, Sanne de'], rowKey: (row: string) => row, empty: '',
    }));
    assert.match(html, /<th scope="row" role="rowheader" class="[^"]+">Vries, Sanne de<\/th>/u);
    assert.match(html, /<td role="cell" class="cell cell--numeric" data-label="Score">/u);
  });
});
