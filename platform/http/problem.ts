import type { FastifyReply } from 'fastify';
import type { Refusal } from '../../kernel/result.ts';

/** Codes whose HTTP status is not 422. One place maps refusals to HTTP. */
export const STATUS: Readonly<Record<string, number>> = {
  signed_out: 401,
  totp_needed: 401,
  wrong_password: 401,
  locked: 423,
  not_allowed: 403,
  must_change_password: 403,
  second_factor_needed: 403,
  not_for_you: 403,
  not_your_post: 403,
  no_post: 403,
  outside_area: 403,
  not_found: 404,
  changed_meanwhile: 409,
  id_reused: 409,
  too_large: 413,
  too_many: 429,
  busy: 503,
};

export const sendRefusal = (reply: FastifyReply, refusal: Refusal): FastifyReply => reply.code(STATUS[refusal.code] ?? 422).send(refusal);

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'code' in value && 'zh' in value && 'en' in value;

export const problems = {
  signedOut: {
    code: 'signed_out',
    zh: '您还没有登录或登录已过期，请重新登录，填的内容还在',
    en: 'You are signed out. Sign in again; what you typed is kept.',
  },
  mustChange: {
    code: 'must_change_password',
    zh: '请先把纸条上的一次性密码换成您自己的密码',
    en: 'First change the one-time password of your slip into one of your own.',
  },
  secondFactorNeeded: {
    code: 'second_factor_needed',
    zh: '您的岗位要用动态码登录，请先开通，再做别的',
    en: 'Your post needs a second factor. Set it up first; then everything else opens.',
  },
  notForYou: {
    code: 'not_for_you',
    zh: '运行指标只给本机，或带着 DAIBAN_METRICS_TOKEN 来的程序看',
    en: 'The metrics answer this machine only, or a program that brings DAIBAN_METRICS_TOKEN.',
  },
  noPost: {
    code: 'no_post',
    zh: '您现在没有岗位，请联系管理员或负责人安排，再重新登录',
    en: 'You hold no post at present. Ask the administrator or coordinator for one, then sign in again.',
  },
  noSuchPage: { code: 'not_found', zh: '没有这个地址', en: 'There is nothing at this address.' },
  badJson: { code: 'bad_json', zh: '发来的内容不是有效的 JSON', en: 'The body is not valid JSON.' },
  tooLarge: { code: 'too_large', zh: '内容太大，请分开提交', en: 'This is too large. Please send it in parts.' },
  bug: {
    code: 'our_fault',
    zh: '系统出了问题，我们已经记下，请稍后再试',
    en: 'Something went wrong on our side and was recorded. Please try again later.',
  },
} as const satisfies Record<string, Refusal>;
