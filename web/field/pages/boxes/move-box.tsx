import { type ReactNode, useState } from 'react';
import { moveBox } from '../../../../modules/custody/contract.ts';
import { type Box, useBoxSailings } from '../../../ui/box-sailings.ts';
import { useBoxWords } from '../../../ui/box-words.ts';
import { useSend } from '../../../ui/data.ts';
import { useWords } from '../../../ui/look.tsx';
import { newId } from '../../../ui/new-id.ts';
import { useToast } from '../../../ui/toast.tsx';
import { Failure, Refusal } from '../../../ui/trouble.tsx';
import { useDraft } from '../../../ui/use-draft.ts';
import { Wait } from '../../../ui/wait.tsx';
import { dictionary } from '../../../ui/words.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';

const words = dictionary({
  '上哪一班船？': 'On which sailing?',
  '从哪里上的船？': 'Where did it go on board?',
  '到了哪里？': 'Where did it arrive?',
  箱子上船了: 'The box is on board',
  箱子到岸了: 'The box has arrived',
  '记下了：箱子上船了': 'Noted: the box is on board',
  '记下了：箱子到岸了': 'Noted: the box has arrived',
  '两周内没有班次，请负责人看看班次表。': 'Nothing sails within two weeks; ask the coordinator to look at the timetable.',
});

/** null: as the timetable suggests. */
const START = { boat: null as string | null, place: null as string | null };

/** The box goes on board or comes ashore: the boat by timetable, the pier that the boat names. */
export const MoveBox = ({ box, what, onDone }: { box: Box; what: 'on_board' | 'arrived'; onDone: () => void }): ReactNode => {
  const t = useWords(words);
  const toast = useToast();
  const boats = useBoxSailings(box);
  const said = useBoxWords();
  const moving = useSend(moveBox);
  const [id] = useState(newId);
  const [form, setForm, clear] = useDraft(`field.box.${box.id}.${what}`, START);
  if (boats.error) return <Failure error={boats.error} retry={boats.retry} />;
  if (!boats.ready) return <Wait />;
  const keyOf = ({ sailing, departs }: { sailing: string; departs: string }): string => `${sailing} ${departs}`;
  const here = box.last?.what === 'arrived' ? box.last.place : null;
  // Ashore, it goes on from where it lies.
  const offered = [...boats.next].sort((a, b) => Number(b.fromPlace === here) - Number(a.fromPlace === here));
  const boat = offered.find((one) => keyOf(one) === form.boat) ?? offered[0] ?? null;
  const onBoard = what === 'on_board';
  const sailing = onBoard ? (boat?.sailing ?? null) : (box.last?.sailing ?? null);
  const place = form.place ?? (onBoard ? boat?.fromPlace : boats.last?.toPlace) ?? '';
  const move = async (): Promise<void> => {
    if (sailing === null) return;
    const sent = await moving.send({ id, box: box.id, sailing, what, place: place.trim() });
    if (sent === null || sent.outcome === 'refused') return;
    clear();
    toast(onBoard ? t('记下了：箱子上船了') : t('记下了：箱子到岸了'));
    onDone();
  };
  if (onBoard && boat === null) return <p className="text-soft">{t('两周内没有班次，请负责人看看班次表。')}</p>;
  return (
    <div className="grid gap-5">
      {onBoard && boat !== null ? (
        <Choice
          label={t('上哪一班船？')}
          value={keyOf(boat)}
          onChoose={(key) => setForm({ boat: key, place: null })}
          options={offered.map((one) => ({ value: keyOf(one), label: said.boat(one).when, hint: said.boat(one).way }))}
        />
      ) : null}
      <Field
        label={onBoard ? t('从哪里上的船？') : t('到了哪里？')}
        autoComplete="off"
        maxLength={80}
        value={place}
        onText={(text) => setForm((before) => ({ ...before, place: text }))}
      />
      {moving.refusal ? <Refusal refusal={moving.refusal} kept /> : null}
      {moving.error ? <Failure error={moving.error} kept retry={() => void move()} /> : null}
      <Button look="primary" wide disabled={sailing === null || place.trim() === '' || moving.sending} onClick={() => void move()}>
        {onBoard ? t('箱子上船了') : t('箱子到岸了')}
      </Button>
    </div>
  );
};
