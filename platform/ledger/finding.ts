/** What `verify` found behind the application's back. */
export type Finding = {
  readonly kind: 'altered' | 'removed' | 'added' | 'reordered';
  /** What about it, for the operator. */
  readonly why: keyof typeof WHYS;
  readonly district: string;
  readonly stream: string | null;
  readonly streamId: string | null;
  readonly seq: number | null;
  readonly id: string | null;
  readonly event: string | null;
  /** ms since 1970: when the entry was recorded, as far as known */
  readonly at: number | null;
};

export const WHYS = {
  content: { zh: '内容与封存的哈希不符', en: 'its content does not give its hash' },
  foreign_hash: { zh: '哈希不是代办算出的', en: 'its hash was not made by Daiban' },
  unknown_entry: { zh: '不是代办写入的', en: 'Daiban did not write it' },
  position: { zh: '位置变了', en: 'it stood elsewhere' },
  gap: { zh: '这一条不见了', en: 'this entry is gone' },
  chain: { zh: '它前面的记录换了或不见了', en: 'what stood before it was replaced or is gone' },
  tail: { zh: '末尾的记录不见了', en: 'the last entries are gone' },
  head: { zh: '末条登记与记录不符', en: 'the head of its stream does not match' },
  head_gone: { zh: '末条登记不见了', en: 'the head of its stream is gone' },
  detail: { zh: '附文被改过', en: 'its detail was altered' },
  detail_gone: { zh: '附文不见了，也没有依法删除的记录', en: 'its detail is gone, and no lawful erasure says so' },
  detail_extra: { zh: '多出一段附文', en: 'it has a detail that it was written without' },
  erasure: { zh: '依法删除的记录没有对应的操作', en: 'the record of its erasure names a command that the ledger lacks' },
  command_part: { zh: '同一次操作的其他记录不见了', en: 'other entries of the same command are gone' },
  command_gone: { zh: '它的操作记录不见了或不符', en: 'its command is gone or is another one' },
  sealed_gone: { zh: '封账里有这一条，台账里没有', en: 'a seal holds it, the ledger does not' },
  sealed_other: { zh: '与封账时不同', en: 'it is not what was sealed' },
  sealed_late: { zh: '这段时间封账之后才放进去', en: 'it was put in after its time had been sealed' },
  seal_gone: { zh: '封账被删掉', en: 'a seal is gone' },
  seal_altered: { zh: '封账被改过', en: 'a seal was altered' },
  seal_chain: { zh: '封账接不上前一个', en: 'a seal does not follow the one before' },
  seal_file: {
    zh: '数据库外的封账文件里有它，数据库里没有或不同',
    en: 'the seal file outside the database holds it, the database does not',
  },
} as const;

const KINDS: Readonly<Record<Finding['kind'], { zh: string; en: string }>> = {
  altered: { zh: '被改', en: 'altered' },
  removed: { zh: '被删', en: 'removed' },
  added: { zh: '被加', en: 'added' },
  reordered: { zh: '被换序', en: 'reordered' },
};

/** One line in each language: which entry, what happened to it. Ids and names of events only. */
export const sentenceOf = (finding: Finding): { readonly zh: string; readonly en: string } => {
  const { kind, why, district, stream, streamId, seq, id, event, at } = finding;
  const place = [
    `district ${district}`,
    stream === null ? null : `${stream} ${streamId}`,
    seq === null ? null : `seq ${seq}`,
    id === null ? null : `id ${id}`,
    event,
    at === null ? null : new Date(at).toISOString(),
  ]
    .filter((part) => part !== null)
    .join(' · ');
  return { zh: `${KINDS[kind].zh}：${place}（${WHYS[why].zh}）`, en: `${KINDS[kind].en}: ${place} (${WHYS[why].en})` };
};

const V7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;

/** When an entry was made, by its id (UUIDv7); null for another kind of id. */
export const timeInId = (id: string): number | null => {
  const parts = V7.exec(id);
  return parts === null ? null : Number.parseInt(`${parts[1]}${parts[2]}`, 16);
};

const orderOf = ({ id, at }: Finding): number => (id === null ? null : timeInId(id)) ?? at ?? Number.POSITIVE_INFINITY;

/** Earliest first, what belongs to one stream together and by place: what happened to one entry often shows in those after it. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] => {
  const groups = Map.groupBy(findings, (one) => (one.streamId === null ? one : `${one.district} ${one.streamId}`));
  return [...groups.values()]
    .map((group) => ({ from: Math.min(...group.map(orderOf)), group: group.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)) }))
    .sort((a, b) => (a.from === b.from ? 0 : a.from - b.from))
    .flatMap(({ group }) => group);
};
