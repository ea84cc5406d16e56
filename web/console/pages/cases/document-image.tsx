import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../../../ui/look.tsx';
import { useSession } from '../../../ui/session.tsx';
import { dictionary } from '../../../ui/words.ts';

const words = dictionary({ 打不开图片: 'cannot be shown', 正在取图片: 'Fetching the picture' });

type Props = { document: string; size: 'thumb' | 'page'; purpose: string; name: string; className?: string };

/** A picture with the viewer's watermark. It is fetched as the acting post (an `<img>` can't say which), and the purpose goes into the log of looks. */
export const DocumentImage = ({ document, size, purpose, name, className }: Props): ReactNode => {
  const t = useWords(words);
  const { post } = useSession();
  const picture = useQuery({
    queryKey: ['picture', post?.id, document, size],
    staleTime: Number.POSITIVE_INFINITY,
    throwOnError: false,
    queryFn: async ({ signal }): Promise<Blob> => {
      const response = await fetch(`/api/v1/documents/${document}/image?${new URLSearchParams({ purpose, size })}`, {
        signal,
        headers: post ? { 'x-daiban-post': post.id } : {},
      });
      if (!response.ok) throw new Error(`picture ${response.status}`);
      return response.blob();
    },
  });
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!picture.data) return;
    const made = URL.createObjectURL(picture.data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture.data]);
  if (picture.error) return <span>{t('打不开图片')}</span>;
  return url === null ? (
    <span className="sr-only">{t('正在取图片')}</span>
  ) : (
    <img src={url} alt={name} {...(className ? { className } : {})} />
  );
};
