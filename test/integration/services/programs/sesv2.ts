import assert from "node:assert/strict";
import {
  createContact,
  createContactList,
  createEmailIdentity,
  createSESv2Client,
  getContactList,
  getEmailIdentity,
  sendEmail,
  unwrap,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const ses = createSESv2Client(server);
  const EmailIdentity = "a+b@tinsmith.example";
  await unwrap(createEmailIdentity(ses, { EmailIdentity }));
  const identity = await unwrap(getEmailIdentity(ses, { EmailIdentity }));
  assert.equal(identity.IdentityType, "EMAIL_ADDRESS");
  assert.equal(typeof identity.VerifiedForSendingStatus, "boolean");

  const ContactListName = "list";
  await unwrap(
    createContactList(ses, {
      ContactListName,
      Topics: [{ TopicName: "t", DisplayName: "ünd", DefaultSubscriptionStatus: "OPT_IN" }],
    }),
  );
  // Moto's dates are text, which the protocol does not allow.
  const list = failed(await getContactList(ses, { ContactListName }));
  switch (list.name) {
    case "ResponseError":
      assert.equal(list.message, "Expected a timestamp");
      assert.match(list.path ?? "", /CreatedTimestamp/);
      break;
    default:
      unexpected(list);
  }
  await unwrap(createContact(ses, { ContactListName, EmailAddress: EmailIdentity }));

  const sent = await unwrap(
    sendEmail(ses, {
      FromEmailAddress: EmailIdentity,
      Destination: { ToAddresses: ["c@tinsmith.example"] },
      Content: { Simple: { Subject: { Data: "ünd" }, Body: { Text: { Data: "text" } } } },
    }),
  );
  assert.ok(present(sent.MessageId).length > 0);

  const missing = failed(await getContactList(ses, { ContactListName: "none" }));
  switch (missing.name) {
    case "NotFoundException":
      assert.equal(missing.statusCode, 404);
      break;
    default:
      unexpected(missing);
  }
}
