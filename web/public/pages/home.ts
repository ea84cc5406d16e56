import { type Html, html } from '../../ui/html.ts';
import { dictionary, sayIn } from '../../ui/words.ts';
import { publicPage } from '../page.ts';
import { humanOf, officeNameOf, type Shown, type Visit } from '../visit.ts';

const words = dictionary({
  '您要办什么？': 'What would you like to do?',
  查进度: 'See how far it is',
  '拿着回执，看看事情办到哪一步': 'With your receipt: how far is my matter?',
  请人帮忙: 'Ask for help',
  '不方便出门、不知道找谁，写下来，有人联系您': 'Can’t go out, don’t know whom to ask? Write it down; someone will ring you',
  评一评: 'Rate us',
  '事情办完了，办得好不好您说了算': 'It is done: you say how well',
});

/** One question, three doors. */
export const homePage = (visit: Visit): Shown => {
  const t = sayIn(visit.reading.lang, words);
  const door = (href: string, name: string, says: string): Html =>
    html`<li><a class="door" href="${href}"><span class="door__name">${name}</span><span class="door__says">${says}</span></a></li>`;
  return {
    status: 200,
    html: publicPage({
      reading: visit.reading,
      path: '/',
      title: t('您要办什么？'),
      human: humanOf(visit),
      officeName: officeNameOf(visit),
      body: html`<ul class="doors">
${door('/m', t('查进度'), t('拿着回执，看看事情办到哪一步'))}
${door('/ask', t('请人帮忙'), t('不方便出门、不知道找谁，写下来，有人联系您'))}
${door('/r', t('评一评'), t('事情办完了，办得好不好您说了算'))}
</ul>`,
    }),
  };
};
