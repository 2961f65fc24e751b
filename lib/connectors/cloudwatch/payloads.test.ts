/** What CloudWatch sends besides its usual alarm, as its documentation shows it. */
import { describe, expect, test } from "vitest";
import { read } from "../testing/read-payload";

describe("CloudWatch", () => {
  const notification = (message: unknown, subject?: string) => ({
    Type: "Notification",
    MessageId: "1",
    TopicArn: "arn:aws:sns:eu-central-1:123456789012:alarms",
    ...(subject && { Subject: subject }),
    Message: JSON.stringify(message),
    Timestamp: "2026-11-20T09:59:00.000Z",
  });

  test("an alarm over an expression of several metrics keeps what those are of", async () => {
    const metric = (id: string, MetricName: string) => ({
      Id: id,
      MetricStat: {
        Metric: {
          Namespace: "AWS/ApplicationELB",
          MetricName,
          Dimensions: [{ name: "LoadBalancer", value: "app/checkout/50dc6c495c0c9188" }],
        },
        Period: 60,
        Stat: "Sum",
      },
      ReturnData: false,
    });
    const [alarm] = await read(
      "cloudwatch",
      notification({
        AlarmName: "checkout-error-rate",
        AlarmDescription: "More than 5 % fail",
        AWSAccountId: "123456789012",
        AlarmConfigurationUpdatedTimestamp: "2026-10-01T00:00:00.000+0000",
        NewStateValue: "ALARM",
        NewStateReason:
          "Threshold Crossed: 1 out of the last 1 datapoints was greater than the threshold (5.0).",
        StateChangeTime: "2026-11-20T09:58:00.000+0000",
        Region: "EU (Frankfurt)",
        AlarmArn: "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout-error-rate",
        OldStateValue: "OK",
        Trigger: {
          Period: 60,
          Threshold: 5,
          Metrics: [
            { Id: "e1", Expression: "m1/m2*100", Label: "Error rate", ReturnData: true },
            metric("m1", "HTTPCode_Target_5XX_Count"),
            metric("m2", "RequestCount"),
          ],
        },
      }),
    );
    expect(alarm).toMatchObject({
      name: "checkout-error-rate",
      state: "firing",
      labels: { LoadBalancer: "app/checkout/50dc6c495c0c9188", metric: "HTTPCode_Target_5XX_Count" },
    });
  });

  test("a composite alarm says by which rule, and ends", async () => {
    const composite = (state: string) =>
      notification({
        AlarmName: "checkout-down",
        AWSAccountId: "123456789012",
        NewStateValue: state,
        NewStateReason: "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:a transitioned to ALARM",
        StateChangeTime: "2026-11-20T09:58:00.000+0000",
        Region: "EU (Frankfurt)",
        AlarmArn: "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout-down",
        OldStateValue: "OK",
        AlarmRule: 'ALARM("a") AND ALARM("b")',
        TriggeringChildren: [{ Arn: "arn:a", State: { Value: "ALARM", Timestamp: "2026-11-20T09:57:00Z" } }],
      });
    const [fired] = await read("cloudwatch", composite("ALARM"));
    expect(fired).toMatchObject({ state: "firing", annotations: { rule: 'ALARM("a") AND ALARM("b")' } });
    const [over] = await read("cloudwatch", composite("OK"));
    expect(over).toMatchObject({ state: "resolved", fingerprint: fired?.fingerprint });
  });

  test("EventBridge's event of an alarm, which a rule sends to a topic", async () => {
    const [alarm] = await read(
      "cloudwatch",
      notification({
        version: "0",
        id: "c4c1c1c9-6542-e61b-6ef0-8c4d36933a92",
        "detail-type": "CloudWatch Alarm State Change",
        source: "aws.cloudwatch",
        account: "123456789012",
        time: "2026-11-20T09:58:40Z",
        region: "us-east-1",
        resources: ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:ServerCpuTooHigh"],
        detail: {
          alarmName: "ServerCpuTooHigh",
          alarmTags: { service: "checkout" },
          configuration: {
            description: "Goes into alarm when server CPU utilization is too high!",
            metrics: [
              {
                id: "30b6c6b2",
                metricStat: {
                  metric: {
                    dimensions: { InstanceId: "i-12345678901234567" },
                    name: "CPUUtilization",
                    namespace: "AWS/EC2",
                  },
                  period: 300,
                  stat: "Average",
                },
                returnData: true,
              },
            ],
          },
          previousState: { value: "OK", timestamp: "2026-11-20T09:50:00.000+0000" },
          state: { value: "ALARM", reason: "Threshold Crossed", timestamp: "2026-11-20T09:58:40.000+0000" },
        },
      }),
    );
    expect(alarm).toMatchObject({
      name: "ServerCpuTooHigh",
      state: "firing",
      startsAt: new Date("2026-11-20T09:58:40Z"),
      labels: {
        InstanceId: "i-12345678901234567",
        metric: "CPUUtilization",
        service: "checkout",
        region: "us-east-1",
        account_id: "123456789012",
      },
      annotations: { description: "Threshold Crossed" },
    });
  });
});
