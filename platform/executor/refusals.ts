import type { Refusal } from '../../kernel/result.ts';

/** Refusals that any command may meet. Those of a module stand in its domain. */
export const common = {
  unknownCommand: (name: string): Refusal => ({
    code: 'unknown_command',
    zh: `系统里没有“${name.slice(0, 60)}”这个操作，请刷新页面后再试`,
    en: `There is no command “${name.slice(0, 60)}”. Reload the page and try again.`,
  }),
  invalid: (fields: readonly { path: string; problem: string }[]): Refusal => ({
    code: 'invalid',
    zh: `有内容填得不对，请检查：${fields
      .map((f) => f.path || '整体')
      .slice(0, 8)
      .join('、')}`,
    en: `Some fields are not right, please check: ${fields
      .map((f) => f.path || 'the whole')
      .slice(0, 8)
      .join(', ')}`,
    info: { fields },
  }),
  notAllowed: {
    code: 'not_allowed',
    zh: '您现在的岗位不能做这一步，请换岗位或交给有权限的同事',
    en: 'Your present post may not do this. Switch posts or hand it to a colleague who may.',
  },
  notYourPost: {
    code: 'not_your_post',
    zh: '这个岗位不是您的或已到期，请重新选择岗位',
    en: 'This post is not yours or has ended. Choose a post again.',
  },
  outsideArea: {
    code: 'outside_area',
    zh: '这件事不在您负责的范围内，请联系当地的站点',
    en: 'This lies outside your area. Please contact the local office.',
  },
  notFound: { code: 'not_found', zh: '没有找到，可能不在您负责的范围内', en: 'Not found; it may lie outside your area.' },
  idReused: {
    code: 'id_reused',
    zh: '这个编号已经用于另一次操作，请刷新后重新提交',
    en: 'This id was already used for something else. Reload and submit again.',
  },
  idTaken: {
    code: 'id_taken',
    zh: '这件东西已经登记过了，请刷新看一看；要另记一件请重新打开表单',
    en: 'This was entered already. Reload and look; to enter another, open the form anew.',
  },
  referenceMissing: {
    code: 'reference_missing',
    zh: '其中选的一项已经不在或不在您负责的范围内，请刷新后重新选',
    en: 'Something chosen here is gone or outside your area. Reload and choose again.',
  },
  seenMissing: {
    code: 'seen_missing',
    zh: '提交时没有带上看到的版本，请刷新后再试',
    en: 'The version you saw is missing. Reload and try again.',
  },
  changedMeanwhile: (entries: unknown): Refusal => ({
    code: 'changed_meanwhile',
    zh: '刚才有人先处理了这件事，请看一下变化再决定，您填的内容还在',
    en: 'Someone worked on this just now. Look at what changed, then decide; what you typed is kept.',
    info: { entries },
  }),
  inFuture: {
    code: 'happened_in_future',
    zh: '发生时间在将来，请检查手机的时间',
    en: 'The time lies in the future. Check the clock of the phone.',
  },
  afterMissing: {
    code: 'after_missing',
    zh: '前一步还没有送到，稍后会自动再试',
    en: 'The step before has not arrived yet; this will be tried again.',
  },
  afterRefused: { code: 'after_refused', zh: '前一步没有通过，请先处理前一步', en: 'The step before was refused. Put that right first.' },
  undetermined: {
    code: 'undetermined',
    zh: '资料不全，暂时不能决定，请联网后再试',
    en: 'Some of the data is not loaded. Try again on line.',
  },
  busy: { code: 'busy', zh: '系统正忙，请再试一次，内容没有丢', en: 'The system is busy. Please try again; nothing is lost.' },
} as const;
