/* global AbortSignal */
import { SQS, SendMessageBatchCommand, paginateListQueues } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

class Queue {
  constructor(config, name) {
    this.sqs = new SQS({
      region: config.region,
      endpoint: config.endpoint,
      credentials: config.credentials,
    });
    this.name = name;
  }

  async open() {
    const { QueueUrl } = await this.sqs.createQueue({
      QueueName: this.name,
      Attributes: { VisibilityTimeout: "5" },
    });
    this.url = QueueUrl;
  }

  async send(...texts) {
    const Entries = texts.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const QueueUrl = this.url;
    const output = await this.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    return [output.Successful?.length, output.Failed?.length ?? 0];
  }

  async receive() {
    const QueueUrl = this.url;
    const { Messages = [] } = await this.sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
    for (const { ReceiptHandle } of Messages) {
      await this.sqs.deleteMessage({ QueueUrl, ReceiptHandle });
    }
    return Messages.map(({ Body }) => Body).sort();
  }

  async failure() {
    try {
      await this.sqs.getQueueUrl({ QueueName: "none" });
    } catch (error) {
      if (error.name === "QueueDoesNotExist") return "no queue";
      throw error;
    }
  }

  aborted() {
    const asked = this.sqs.receiveMessage(
      { QueueUrl: this.url },
      { abortSignal: AbortSignal.abort() },
    );
    return asked.then(
      () => "none",
      (error) => error.name,
    );
  }

  async found() {
    const urls = [];
    for await (const page of paginateListQueues(
      { client: this.sqs },
      { QueueNamePrefix: this.name },
    )) {
      urls.push(...(page.QueueUrls ?? []));
    }
    return urls.length;
  }
}

async function identity(sts) {
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: "arn:aws:iam::123456789012:role/any",
      RoleSessionName: "session",
    }),
    { abortSignal: AbortSignal.timeout(60_000) },
  );
  return [Account, typeof Credentials.SecretAccessKey, Credentials.Expiration instanceof Date];
}

export async function run(config, name) {
  const queue = new Queue(config, name);
  await queue.open();
  const sts = new STSClient({
    region: config.region,
    endpoint: config.endpoint,
    credentials: config.credentials,
  });
  return {
    sent: await queue.send("one", "two"),
    found: await queue.found(),
    received: await queue.receive(),
    failure: await queue.failure(),
    aborted: await queue.aborted(),
    identity: await identity(sts),
  };
}
