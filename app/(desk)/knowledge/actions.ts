/** What leads do with knowledge from the desk. */
"use server";
import { retireArticle, saveArticle } from "#lib/knowledge/commands";
import { action } from "../../action";

export const saveArticleAction = action(saveArticle);
export const retireArticleAction = action(retireArticle);
