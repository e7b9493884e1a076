import { z } from "zod";
import { type MailParts, type MailText, renderMail } from "./mail-text.ts";

const linked = { url: z.url() };
const at = { at: z.iso.datetime() };

/** Every mail that Tidy sends, with its fields. */
export const messageSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("reset-password"), ...linked }),
  z.object({ kind: z.literal("sign-up"), ...linked }),
  z.object({ kind: z.literal("account-exists"), ...linked }),
  z.object({ kind: z.literal("invite"), ...linked, days: z.int() }),
  z.object({ kind: z.literal("verify-email"), ...linked }),
  z.object({ kind: z.literal("allow-email-change"), ...linked, newEmail: z.string() }),
  z.object({ kind: z.literal("change-email"), ...linked }),
  z.object({ kind: z.literal("password-changed"), ...at }),
  z.object({ kind: z.literal("email-changed"), ...at, newEmail: z.string() }),
  z.object({ kind: z.literal("api-key-created"), ...at, name: z.string() }),
  z.object({ kind: z.literal("provider-linked"), ...at, provider: z.string() }),
  z.object({ kind: z.literal("provider-unlinked"), ...at, provider: z.string() }),
  z.object({ kind: z.literal("signed-in"), ...at, device: z.string() }),
]);
export type Message = z.output<typeof messageSchema>;

/** The words of a mail. `appUrl` names the installation: somebody may have an account on several. */
export function composeMail(message: Message, appUrl: string): MailText {
  return renderMail(partsOf(message, new URL(appUrl).host));
}

function partsOf(message: Message, host: string): MailParts {
  switch (message.kind) {
    case "reset-password":
      return {
        subject: "Choose a new password for Tidy",
        paragraphs: [`Somebody asked for a new password for your account on ${host}.`],
        link: { label: "Choose a new password", url: message.url },
        footer: ["The link works once, for an hour.", ignore],
      };
    case "sign-up":
      return {
        subject: "Create your Tidy account",
        paragraphs: [`Go on here to create your account on ${host}.`],
        link: { label: "Create your account", url: message.url },
        footer: ["The link works once, for a day.", ignore],
      };
    case "account-exists":
      return {
        subject: "You already have a Tidy account",
        paragraphs: [
          `Somebody entered this address to use it for an account on ${host}. It has an account already.`,
          "If it was you, sign in. If you don’t know your password any more, choose a new one there.",
        ],
        link: { label: "Sign in", url: message.url },
        footer: ["If it wasn’t you, ignore this mail. Nothing has changed."],
      };
    case "invite":
      return {
        subject: "You are invited to Tidy",
        paragraphs: [`You are invited to create an account on ${host}, a todo list that cleans up after itself.`],
        link: { label: "Create your account", url: message.url },
        footer: [`The link works once, for ${message.days === 1 ? "a day" : `${message.days} days`}.`, ignore],
      };
    default:
      return partsOfChange(message, host);
  }
}

type Change = Exclude<Message, { kind: "reset-password" | "sign-up" | "account-exists" | "invite" }>;

function partsOfChange(message: Change, host: string): MailParts {
  switch (message.kind) {
    case "verify-email":
    case "change-email":
      return {
        subject: "Confirm your address for Tidy",
        paragraphs: [`Confirm that this is the address of your account on ${host}.`],
        link: { label: "Confirm this address", url: message.url },
        footer: ["The link works once, for a day, while you are signed in.", ignore],
      };
    case "allow-email-change":
      return {
        subject: "Allow another address for your Tidy account",
        paragraphs: [
          `Somebody who is signed in to your account on ${host} wants to change its address to:`,
          message.newEmail,
        ],
        link: { label: "Allow this change", url: message.url },
        footer: ["The link works once, for a day, while you are signed in.", "If it wasn’t you, change your password."],
      };
    case "password-changed":
      return {
        subject: "Your Tidy password was changed",
        paragraphs: [`The password of your account on ${host} was changed on ${timeText(message.at)}.`],
        footer: [`If it wasn’t you, choose a new one: use “Forgot your password?” on ${host}.`],
      };
    case "email-changed":
      return {
        subject: "The address of your Tidy account was changed",
        paragraphs: [
          `The address of your account on ${host} was changed on ${timeText(message.at)} to:`,
          message.newEmail,
        ],
        footer: ["If it wasn’t you, write to the person who runs this installation."],
      };
    case "api-key-created":
      return {
        subject: "A new API key for your Tidy account",
        paragraphs: [
          `The API key “${message.name}” was created on ${timeText(message.at)} for your account on ${host}.`,
        ],
        footer: ["If it wasn’t you, revoke it under Settings and change your password."],
      };
    case "provider-linked":
      return {
        subject: "Another way to sign in to Tidy",
        paragraphs: [`Since ${timeText(message.at)}, an account at ${message.provider} opens your account on ${host}.`],
        footer: ["If it wasn’t you, unlink it under Settings, and write to the person who runs this installation."],
      };
    case "provider-unlinked":
      return {
        subject: "A way to sign in to Tidy was removed",
        paragraphs: [
          `Since ${timeText(message.at)}, ${message.provider} does not open your account on ${host} any more.`,
        ],
        footer: ["If it wasn’t you, write to the person who runs this installation."],
      };
    case "signed-in":
      return {
        subject: "A new sign-in to your Tidy account",
        paragraphs: [
          `Somebody signed in to your account on ${host} on ${timeText(message.at)}, in a browser that it was not used in before:`,
          message.device,
        ],
        footer: ["If it wasn’t you, change your password. That signs out every other browser."],
      };
  }
}

const ignore = "If it wasn’t you, ignore this mail. Nothing has changed.";

function timeText(at: string): string {
  return `${at.slice(0, 10)} at ${at.slice(11, 16)} UTC`;
}
