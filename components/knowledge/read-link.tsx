/** Imports a web page into the knowledge base, and says what came of it. */
"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { ReadLinkOutcome } from "#lib/knowledge/model";
import { postJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";

type ReadLinkProps = { url: string; isKnown: boolean; onRead?: () => void };

export function ReadLink({ url, isKnown, onRead }: ReadLinkProps) {
  const queryClient = useQueryClient();
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: () => postJson(ReadLinkOutcome, "/api/articles/links", { url }),
    onSuccess: () => {
      onRead?.();
      return queryClient.invalidateQueries({ queryKey: queryKeys.articles });
    },
  });
  return (
    <>
      <Button size="sm" busy={isPending} onClick={() => mutate()}>
        {isKnown ? "Import again" : "Import into knowledge base"}
      </Button>
      <Refusal>
        {error
          ? error instanceof TypeError
            ? "Vigil cannot be reached. Try again."
            : error.message
          : undefined}
      </Refusal>
      {data && (
        <p role="status" className="text-sm text-ink-muted">
          {data.isChanged
            ? "Saved as a draft: review it, then publish it. "
            : "Nothing has changed on the page. "}
          <Link
            href={`/knowledge/${data.articleId}`}
            className="text-accent-ink underline underline-offset-2"
          >
            Open the article
          </Link>
        </p>
      )}
    </>
  );
}
