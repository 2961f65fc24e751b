/** The files that came with a message. Pictures kept here are shown; from other addresses nothing is loaded. */
import { ExternalLink, Paperclip } from "lucide-react";
import { type Attachment, isPicture } from "#lib/attachments/model";
import { fileSize } from "./file-size";

export function AttachmentList({ attachments = [] }: { attachments: readonly Attachment[] | undefined }) {
  if (attachments.length === 0) return null;
  return (
    <ul aria-label="Attachments" className="mt-2 flex flex-col gap-2">
      {attachments.map((attachment, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may be alike, and their order never changes
        <AttachmentItem key={place} attachment={attachment} />
      ))}
    </ul>
  );
}

function AttachmentItem({ attachment: { id, name, type, size, address } }: { attachment: Attachment }) {
  const place = id && `/api/attachments/${id}`;
  return (
    <li className="min-w-0 text-sm text-ink-faint">
      {place && isPicture(type) && (
        <a href={place} target="_blank" rel="noreferrer" className="mb-1 block w-fit max-w-full rounded-md">
          {/* biome-ignore lint/performance/noImgElement: it comes through the desk's sign-in, no optimiser may keep it */}
          <img
            src={place}
            alt={name}
            loading="lazy"
            className="max-h-40 max-w-full rounded-md border border-line"
          />
        </a>
      )}
      <span className="flex min-h-6 flex-wrap items-center gap-x-2">
        {place || !address ? (
          <Paperclip aria-hidden className="size-3.5 shrink-0" />
        ) : (
          <ExternalLink aria-hidden className="size-3.5 shrink-0" />
        )}
        <FileName name={name} place={place} address={address} />
        <span>{type}</span>
        {size !== undefined && <span>{fileSize(size)}</span>}
        {!place && <span>not kept here</span>}
      </span>
    </li>
  );
}

type FileNameProps = Pick<Attachment, "name" | "address"> & { place: string | undefined };

function FileName({ name, place, address }: FileNameProps) {
  const words = <bdi className="break-all">{name}</bdi>;
  const look = "min-w-0 text-ink-muted underline underline-offset-2 hover:text-ink";
  if (place)
    return (
      <a href={place} download={name} className={look}>
        {words}
      </a>
    );
  if (!address) return <span className="min-w-0 text-ink-muted">{words}</span>;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener" className={look}>
      {words}
    </a>
  );
}
