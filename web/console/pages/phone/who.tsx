import { Button, Checkbox, Input } from 'antd';
import { type ReactNode, type RefObject, useCallback, useState } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { dictionary } from '../../../ui/words.ts';
import { PersonLine, PersonSearch, type SearchRef } from '../../parts/person-search.tsx';
import { type Call, phoneTyped } from './draft.ts';
import { NewPerson } from './new-person.tsx';

const words = dictionary({
  谁的事: 'Who is it about',
  换一个人: 'Somebody else',
  没找到: 'Nobody found',
  登记这个人: 'Register this person',
  '也可以先不登记，直接往下记': 'Or go on without registering',
  是别人替他打来的: 'Somebody else is calling for them',
  打电话的人: 'Caller',
  是他什么人: 'Relation',
  '儿子、邻居、村干部': 'son, neighbour, village official',
  回电号码: 'Number to call back',
});

type Props = {
  call: Call;
  change: (part: Partial<Call>) => void;
  search: RefObject<SearchRef | null>;
  /** A person was chosen: on to the words. */
  next: () => void;
};

/** Whom the call is about, and who is speaking if that is somebody else. */
export const Who = ({ call, change, search, next }: Props): ReactNode => {
  const t = useWords(words);
  const [nobody, setNobody] = useState(false);
  const [registering, setRegistering] = useState(false);
  const tellNobody = useCallback((none: boolean) => setNobody(none), []);
  const phone = phoneTyped(call.typed);
  return (
    <section className="panel" aria-label={t('谁的事')}>
      <h2>{t('谁的事')}</h2>
      {call.person === null ? (
        <PersonSearch
          text={call.typed}
          onText={(typed) => change({ typed })}
          onNobody={tellNobody}
          onPick={(person) => {
            change({ person, typed: '', callerPhone: call.callerPhone || (phone ?? '') });
            next();
          }}
          label={t('谁的事')}
          inputRef={search}
          autoFocus
          large
        />
      ) : (
        <div className="chosen">
          <PersonLine person={call.person} />
          <Button onClick={() => change({ person: null })}>{t('换一个人')}</Button>
        </div>
      )}
      {call.person === null && nobody && !registering ? (
        <div className="nobody">
          <Button onClick={() => setRegistering(true)}>{t('登记这个人')}</Button>
          <span className="soft">{t('也可以先不登记，直接往下记')}</span>
        </div>
      ) : null}
      {registering && call.person === null ? (
        <NewPerson
          name={phone === null && !/\d/.test(call.typed) ? call.typed.trim() : ''}
          phone={phone ?? call.callerPhone}
          close={() => setRegistering(false)}
          registered={(person) => {
            setRegistering(false);
            change({ person, typed: '', callerPhone: call.callerPhone || (phone ?? '') });
            next();
          }}
        />
      ) : null}
      <div className="caller">
        <Checkbox className="caller__switch" checked={call.forOther} onChange={(event) => change({ forOther: event.target.checked })}>
          {t('是别人替他打来的')}
        </Checkbox>
        {call.forOther ? (
          <>
            <Input
              aria-label={t('打电话的人')}
              placeholder={t('打电话的人')}
              maxLength={40}
              value={call.callerName}
              onChange={(event) => change({ callerName: event.target.value })}
            />
            <Input
              aria-label={t('是他什么人')}
              placeholder={t('儿子、邻居、村干部')}
              maxLength={20}
              value={call.relation}
              onChange={(event) => change({ relation: event.target.value })}
            />
          </>
        ) : null}
        <Input
          aria-label={t('回电号码')}
          placeholder={t('回电号码')}
          inputMode="tel"
          maxLength={30}
          value={call.callerPhone}
          onChange={(event) => change({ callerPhone: event.target.value })}
        />
      </div>
    </section>
  );
};
