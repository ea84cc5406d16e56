import { html } from '../../ui/html.ts';
import { dictionary, sayIn } from '../../ui/words.ts';
import { publicPage } from '../page.ts';
import { type humanOf as HumanOf, humanOf, officeNameOf, type Shown, type Visit } from '../visit.ts';

/** Pages for when something is not as expected: what happened, what to do, whom to ring. */
const words = dictionary({
  回到首页: 'Back to the start',
  没有这个页面: 'There is no such page',
  '地址可能少了几个字，请再扫一次码，或从首页进去。': 'The address may have lost some letters. Scan the code again, or begin at the start.',
  这个码查不到: 'This code finds nothing',
  '请对着回执再看一遍，或重新扫一次码。码用过、过期了，窗口可以重开一个。':
    'Compare it with your receipt, or scan it again. If it was used or is too old, the window can give you another.',
  '试得太多了，请一小时后再查': 'Too many tries. Please try again in an hour',
  '为了不让别人猜到您的事，一小时只能试五次。着急的话打下面的电话，报编号就能查。':
    'Five tries an hour keep others from guessing. If it is urgent, ring the number below and give the code.',
  '发得太多了，请打电话说': 'Too many messages. Please ring us',
  '从这里已经发来好几条了。打下面的电话，马上有人听您说。':
    'Several came from here already. Ring the number below and someone will listen at once.',
  '内容太长，没有收下': 'Too long, it was not taken',
  '请写短一点，照片和材料交给窗口就行。': 'Please write less. Photos and papers go to the window.',
  '没有收到，请再发一次': 'It did not arrive, please send it again',
  '请回到上一页再发一次，或者打下面的电话。': 'Go back one page and send it once more, or ring the number below.',
  我们这边出了差错: 'Something went wrong on our side',
  '已经记下了，请过一会儿再来，或者打下面的电话。': 'It was recorded. Please come back a little later, or ring the number below.',
});

const TROUBLES = {
  no_page: { status: 404, title: '没有这个页面', says: '地址可能少了几个字，请再扫一次码，或从首页进去。' },
  no_code: { status: 404, title: '这个码查不到', says: '请对着回执再看一遍，或重新扫一次码。码用过、过期了，窗口可以重开一个。' },
  too_many_tries: {
    status: 429,
    title: '试得太多了，请一小时后再查',
    says: '为了不让别人猜到您的事，一小时只能试五次。着急的话打下面的电话，报编号就能查。',
  },
  too_many_asks: { status: 429, title: '发得太多了，请打电话说', says: '从这里已经发来好几条了。打下面的电话，马上有人听您说。' },
  too_long: { status: 413, title: '内容太长，没有收下', says: '请写短一点，照片和材料交给窗口就行。' },
  not_received: { status: 400, title: '没有收到，请再发一次', says: '请回到上一页再发一次，或者打下面的电话。' },
  our_fault: { status: 500, title: '我们这边出了差错', says: '已经记下了，请过一会儿再来，或者打下面的电话。' },
} as const;
export type Trouble = keyof typeof TROUBLES;

/** @param office the window to ring, where one is known */
export const troublePage = (visit: Visit, trouble: Trouble, office?: Parameters<typeof HumanOf>[1]): Shown => {
  const t = sayIn(visit.reading.lang, words);
  const { status, title, says } = TROUBLES[trouble];
  return {
    status,
    html: publicPage({
      reading: visit.reading,
      path: '/',
      title: t(title),
      human: humanOf(visit, office),
      officeName: officeNameOf(visit),
      body: html`<p class="lead">${t(says)}</p><p><a class="button" href="/">${t('回到首页')}</a></p>`,
    }),
  };
};
