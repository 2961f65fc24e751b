/** Reads of on-call; what happens to a page refreshes them through the stream. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { UnsignedHandover } from "#lib/oncall/handover/model";
import { OnCall } from "#lib/oncall/model";
import { Page, PageDetail, PageList } from "#lib/oncall/paging/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

/** A shift ends without anybody doing anything. */
const shiftCheckMs = 60_000;

export function useOnCall() {
  return useQuery({
    queryKey: [...queryKeys.oncall, "now"],
    queryFn: ({ signal }) => fetchJson(z.array(OnCall), "/api/oncall/now", {}, signal),
    refetchInterval: shiftCheckMs,
  });
}

export function usePages() {
  return useQuery({
    queryKey: [...queryKeys.oncall, "pages"],
    queryFn: ({ signal }) => fetchJson(PageList, "/api/oncall/pages", {}, signal),
  });
}

export function usePage(id: number) {
  return useQuery({
    queryKey: [...queryKeys.oncall, "page", id],
    queryFn: ({ signal }) => fetchJson(PageDetail, `/api/oncall/pages/${id}`, {}, signal),
  });
}

/** The pages that wait for whoever is signed in. */
export function useWaitingPages() {
  return useQuery({
    queryKey: [...queryKeys.oncall, "waiting"],
    queryFn: ({ signal }) => fetchJson(z.array(Page), "/api/oncall/waiting", {}, signal),
  }).data;
}

/** The shifts that wait for the signature of whoever is signed in. */
export function useUnsigned() {
  return useQuery({
    queryKey: [...queryKeys.oncall, "unsigned"],
    queryFn: ({ signal }) => fetchJson(z.array(UnsignedHandover), "/api/oncall/handovers", {}, signal),
  }).data;
}
