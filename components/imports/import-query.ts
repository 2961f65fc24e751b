/** Reads of the import page: the imports, asked for again while one runs, and what a file would come to. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { Import, ImportPreview, type Mapping } from "#lib/imports/model";
import { fetchJson, postFile, postJson } from "../live/fetch-json";

export const importsKey = ["imports"] as const;

/** Milliseconds between two looks at an import that runs. */
const whileRunning = 1_000;

/** `initial` is what the page was rendered with. */
export function useImports(initial: Import[]) {
  return useQuery({
    queryKey: importsKey,
    queryFn: ({ signal }) => fetchJson(z.array(Import), "/api/imports", {}, signal),
    initialData: initial,
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === "running") ? whileRunning : false,
  });
}

/** The preview of an import's file read by `mapping`; the one before stays until the next is there. */
export function useImportPreview(id: number, mapping: Mapping | null) {
  return useQuery({
    queryKey: [...importsKey, id, "preview", mapping],
    queryFn: () => postJson(ImportPreview, `/api/imports/${id}/preview`, { mapping }),
    placeholderData: (before) => before,
  });
}

/** Sends a file; resolves to the id of its import. */
export async function uploadFile(file: File): Promise<number> {
  const { id } = await postFile(z.object({ id: z.number() }), "/api/imports", file);
  return id;
}
