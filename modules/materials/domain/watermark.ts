import { dayOf, type Instant } from '../../../kernel/time.ts';

export type Viewer = { readonly office: string; readonly name: string; readonly post: string };

/**
 * Lines burnt into every picture that is shown (reference: copies of identity papers):
 * `仅供〈高龄津贴〉办理使用，他用无效` and `蚂蚁岛便民服务站 · 2026-11-21 · 林窗口/3f9a2c`.
 * The number is the end of the post's id, by which the look is found again.
 */
export const watermarkLines = (purpose: string, viewer: Viewer, at: Instant): readonly string[] => [
  `仅供〈${purpose}〉办理使用，他用无效`,
  `${viewer.office} · ${dayOf(at)} · ${viewer.name}/${viewer.post.slice(-6)}`,
];
