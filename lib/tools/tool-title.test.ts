import { expect, test } from "vitest";
import { toolTitle } from "./model";

test.each([
  ["get_lb_health", "Get LB health"],
  ["describe_volume", "Describe volume"],
  ["listDnsRecords", "List DNS records"],
  ["ip", "IP"],
  ["k8s.pod-logs", "K8S pod logs"],
  ["", ""],
])("%j reads %j", (name, title) => {
  expect(toolTitle(name)).toBe(title);
});
