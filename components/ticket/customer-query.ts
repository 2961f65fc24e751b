/** Reads which customers are the same person as the one who asks. */
"use client";
import { skipToken, useQuery } from "@tanstack/react-query";
import { CustomerLinks } from "#lib/customers/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function useCustomerLinks(ticketId: number, customerId: number | undefined) {
  return useQuery({
    queryKey: queryKeys.customerLinks(ticketId, customerId ?? 0),
    queryFn:
      customerId === undefined
        ? skipToken
        : ({ signal }) => fetchJson(CustomerLinks, `/api/customers/${customerId}`, {}, signal),
  });
}
