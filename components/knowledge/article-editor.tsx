/** Writing an article: kept in this browser until it is saved; a version somebody else saved meanwhile is shown, not overwritten. */
"use client";
import { useRouter } from "next/navigation";
import type { Article, SaveArticleInput } from "#lib/knowledge/model";
import type { FromPage, ServerAction } from "#lib/platform/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { useShortcut } from "../shortcuts/use-shortcut";
import { useStoredText } from "../ticket/stored-text";
import { Button } from "../ui/button";
import { PageBody, PageHeader } from "../ui/page-header";
import { PagePending } from "../ui/page-pending";
import { ScrollRegion } from "../ui/scroll-region";
import { WordDiff } from "../ui/word-diff";
import { useAction } from "../use-action";
import { ArticleFields } from "./article-fields";
import { useArticle } from "./article-query";
import { blank, readWriting, startFrom, type Writing } from "./writing";

type Save = ServerAction<FromPage<SaveArticleInput>, Article>;

export function NewArticle({ save }: { save: Save }) {
  return <Editor article={undefined} save={save} />;
}

export function ArticleEditor({ articleId, save }: { articleId: number; save: Save }) {
  const query = useArticle(articleId);
  if (query.data) return <Editor article={query.data} save={save} />;
  return <PagePending of={query} label="Loading the article" />;
}

function Editor({ article, save }: { article: Article | undefined; save: Save }) {
  const router = useRouter();
  const place = `article.${article?.id ?? "new"}`;
  const [stored, setStored] = useStoredText(place);
  const writing = readWriting(stored) ?? (article ? startFrom(article) : blank);
  const isOvertaken = article !== undefined && writing.version !== article.version;
  const saving = useAction(place, save, ({ id }) => {
    setStored("");
    router.push(`/knowledge/${id}`);
  });
  const change = (patch: Partial<Writing>) => setStored(JSON.stringify({ ...writing, ...patch }));
  const submit = () =>
    saving.run({
      ...writing,
      id: article?.id,
      version: writing.version,
      tags: writing.tags
        .split(",")
        .map((tag) => tag.trim())
        .filter(Boolean),
      service: writing.service.trim() || null,
    });
  useShortcut("composer.send", submit);
  return (
    <PageBody wide>
      <PageHeader
        title={article ? `Edit “${article.title}”` : "New article"}
        description={
          stored
            ? "Draft kept in this browser until you save."
            : "Saving creates a new version; old versions stay available."
        }
        actions={
          <>
            <Button onClick={() => router.push(article ? `/knowledge/${article.id}` : "/knowledge")}>
              {stored ? "Keep draft and leave" : "Cancel"}
            </Button>
            {stored && (
              <Button variant="ghost" onClick={() => setStored("")}>
                Discard
              </Button>
            )}
            <Button variant="primary" keys="mod+Enter" busy={saving.busy} onClick={submit}>
              Save
            </Button>
          </>
        }
      />
      {isOvertaken && (
        <Overtaken
          article={article}
          mine={writing.body}
          onGoOn={() => change({ version: article.version })}
        />
      )}
      <Refusal>{saving.refusal}</Refusal>
      <ArticleFields writing={writing} onChange={change} faultOf={saving.faultOf} />
    </PageBody>
  );
}

type OvertakenProps = { article: Article; mine: string; onGoOn: () => void };

/** Somebody saved a newer version while this one was written. */
function Overtaken({ article, mine, onGoOn }: OvertakenProps) {
  const { wordDiff } = useDesk();
  return (
    <section role="alert" className="mb-4 rounded-md bg-caution-soft px-3 py-2.5">
      <p className="font-medium text-caution-ink">
        Version {article.version} was saved while you were editing
      </p>
      <p className="text-ink-muted">
        Your text is kept. Below is how it differs from the saved version. Copy what you need, then continue
        from it.
      </p>
      <ScrollRegion label="Differences" className="my-2 max-h-60">
        <WordDiff parts={wordDiff(article.body, mine)} className="text-ink-muted" />
      </ScrollRegion>
      <Button onClick={onGoOn}>Continue from version {article.version}</Button>
    </section>
  );
}
