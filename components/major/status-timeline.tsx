/** What is said of an incident as it goes on; what is published anybody can read as JSON and RSS. */
"use client";
import { type StatusPost, statusStages } from "#lib/major/model";
import { Refusal } from "../refusal";
import { FormDialog } from "../settings/form-dialog";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { SelectField } from "../ui/select-field";
import { Switch } from "../ui/switch";
import { TextareaField } from "../ui/textarea-field";
import { useAction } from "../use-action";
import type { MajorActions } from "./major-actions";
import { stageWords } from "./major-words";

type StatusTimelineProps = {
  incidentId: number;
  /** A title to begin with. */
  suggested: string;
  posts: readonly StatusPost[];
  actions: Pick<MajorActions, "post" | "publish"> | null;
};

export function StatusTimeline({ incidentId, suggested, posts, actions }: StatusTimelineProps) {
  const publishing = useAction(`status-timeline.${incidentId}`, actions?.publish ?? refused);
  return (
    <Section
      title="Status"
      description="Published lines can be read by anybody at /api/status/json and /api/status/rss."
      actions={
        actions && (
          <AddPost incidentId={incidentId} title={posts[0]?.title ?? suggested} post={actions.post} />
        )
      }
    >
      {posts.length === 0 && <p className="text-ink-muted">Nothing is said yet.</p>}
      <ol className="flex flex-col gap-3">
        {posts.map(({ id, stage, title, text, at, postedBy, publishedAt }) => (
          <li key={id}>
            <p className="flex flex-wrap items-center gap-2">
              <Badge tone={stage === "resolved" ? "positive" : "caution"}>{stageWords[stage]}</Badge>
              <strong className="font-medium">
                <bdi>{title}</bdi>
              </strong>
              <RelativeTime clock="with day" time={at} className="text-ink-muted" />
              <span className="text-ink-faint">{postedBy}</span>
              {actions && (
                <Button
                  size="sm"
                  variant="ghost"
                  busy={publishing.busy}
                  onClick={() =>
                    publishing.run({ incidentId, postId: id, isPublished: publishedAt === null })
                  }
                >
                  {publishedAt === null ? "Publish" : "Take back"}
                </Button>
              )}
              <Badge outline>{publishedAt === null ? "Team only" : "Public"}</Badge>
            </p>
            <p className="mt-1 max-w-prose whitespace-pre-wrap">
              <bdi>{text}</bdi>
            </p>
          </li>
        ))}
      </ol>
      <Refusal>{publishing.refusal}</Refusal>
    </Section>
  );
}

function AddPost({
  incidentId,
  title,
  post,
}: {
  incidentId: number;
  title: string;
  post: MajorActions["post"];
}) {
  return (
    <FormDialog
      title="Add a status line"
      trigger={<Button size="sm">Add a status line</Button>}
      submit="Add"
      action={post}
      read={(text) => ({
        incidentId,
        stage: statusStages.find((one) => one === text("stage")) ?? "investigating",
        title: text("title"),
        text: text("text"),
        isPublished: text("published") === "on",
      })}
    >
      {(faultOf) => (
        <>
          <SelectField
            label="Stage"
            name="stage"
            defaultValue="investigating"
            options={statusStages.map((value) => ({ value, label: stageWords[value] }))}
          />
          <Field label="Title" error={faultOf("title")}>
            {(control) => <Input {...control} name="title" defaultValue={title} required maxLength={200} />}
          </Field>
          <TextareaField label="Text" error={faultOf("text")} name="text" required maxLength={8_000} />
          <Switch name="published" label="Let anybody read it" />
        </>
      )}
    </FormDialog>
  );
}

async function refused() {
  return {
    ok: false as const,
    error: { code: "forbidden" as const, message: "Your role does not allow this.", fields: [] },
  };
}
