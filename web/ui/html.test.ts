import { expect, test } from 'vitest';
import { attrs, html, raw } from './html.ts';

const EVIL = `<img src=x onerror="alert('1')">&`;
const SAFE = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;';

test('[W3] text and attributes are escaped', () => {
  expect(String(html`<p title="${EVIL}">${EVIL}</p>`)).toBe(`<p title="${SAFE}">${SAFE}</p>`);
});

test('[W3] nested values stay as they are, once escaped', () => {
  const names = ['王', EVIL];
  expect(String(html`<ul>${names.map((name) => html`<li>${name}</li>`)}</ul>`)).toBe(`<ul><li>王</li><li>${SAFE}</li></ul>`);
  expect(String(html`<b>${raw('<i>ours</i>')}</b>`)).toBe('<b><i>ours</i></b>');
});

test('[W3] nothing is written for null, undefined and false; zero is', () => {
  expect(String(html`${null}${undefined}${false}${0}${12n}`)).toBe('012');
});

test('[W3] optional attributes', () => {
  expect(String(html`<input ${attrs({ checked: true, disabled: false, title: '"', id: undefined })}>`)).toBe(
    '<input checked title="&quot;">',
  );
  expect(() => attrs({ onclick: 'x' })).toThrow();
  expect(() => attrs({ href: '/x' })).toThrow();
});

test('[W3] links go only where a page may lead', () => {
  expect(String(html`<a href="${'/where?a=1&b=2'}">x</a>`)).toBe('<a href="/where?a=1&amp;b=2">x</a>');
  expect(String(html`<a href="tel:${'0580-1'}">x</a>`)).toBe('<a href="tel:0580-1">x</a>');
  for (const bad of ['javascript:alert(1)', ' javascript:alert(1)', 'JAVASCRIPT:x', 'data:text/html,x', 'vbscript:x', ''])
    expect(() => html`<a href="${bad}">x</a>`).toThrow();
});

test('[W3] places that escaping cannot make safe are refused', () => {
  expect(() => html`<p title=${'x'}>`).toThrow();
  expect(() => html`<${'script'}>`).toThrow();
  expect(() => html`<p ${'onclick=alert(1)'}>`).toThrow();
  expect(() => html`<script>${'x'}</script>`).toThrow();
  expect(() => html`<style>${'x'}</style>`).toThrow();
  expect(() => html`<p title="${html`<b>`}">`).toThrow();
  expect(() => html`<p>${attrs({ id: 'x' })}</p>`).toThrow();
});

test('[W3] a “>” inside a quoted value does not end the tag', () => {
  expect(String(html`<p title="a > b" class="${'"'}">${'<'}</p>`)).toBe('<p title="a > b" class="&quot;">&lt;</p>');
});
