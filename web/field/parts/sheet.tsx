import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../../ui/look.tsx';
import { dictionary } from '../../ui/words.ts';

const words = dictionary({ 关上: 'Close' });

type SheetProps = { open: boolean; onOpen: (open: boolean) => void; title: string; says?: string; children: ReactNode };

/** Comes up from below, where the thumb is. Back, Esc or a press beside it closes it. */
export const Sheet = ({ open, onOpen, title, says, children }: SheetProps): ReactNode => {
  const t = useWords(words);
  return (
    <Dialog.Root open={open} onOpenChange={onOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/50" />
        <Dialog.Content
          {...(says ? {} : { 'aria-describedby': undefined })}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto grid max-h-[88dvh] max-w-[560px] gap-4 overflow-y-auto rounded-t-2xl bg-paper p-5 pb-[calc(20px+env(safe-area-inset-bottom))]"
        >
          <div className="flex items-center gap-3">
            <Dialog.Title className="flex-1 text-[22px] leading-snug font-semibold">{title}</Dialog.Title>
            <Dialog.Close className="-mr-3 grid size-touch place-items-center rounded-xl" aria-label={t('关上')}>
              <svg
                viewBox="0 0 20 20"
                className="size-6"
                fill="none"
                stroke="currentColor"
                strokeWidth="2"
                strokeLinecap="round"
                aria-hidden="true"
              >
                <path d="M4.5 4.5l11 11M15.5 4.5l-11 11" />
              </svg>
            </Dialog.Close>
          </div>
          {says ? <Dialog.Description className="text-soft">{says}</Dialog.Description> : null}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
