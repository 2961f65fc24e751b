-- Searching compares the words of some hundred passages and reads the text of a few: the words stay in the row, the text moves out.
ALTER TABLE "passage" ALTER COLUMN "terms" SET STORAGE MAIN;
