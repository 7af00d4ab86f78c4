using System.Text;
using MimeKit.Utils;

namespace MimeKit.Headers;

/// <summary>Makes the raw, folded value of a header from its text, each kind of field by its own rules.</summary>
internal static class HeaderEncoder
{
    public static bool IsAddressHeader(HeaderId id) => id is HeaderId.From or HeaderId.Sender or HeaderId.ReplyTo or HeaderId.To or HeaderId.Cc
        or HeaderId.Bcc or HeaderId.ResentFrom or HeaderId.ResentSender or HeaderId.ResentReplyTo or HeaderId.ResentTo or HeaderId.ResentCc
        or HeaderId.ResentBcc or HeaderId.DispositionNotificationTo;

    /// <summary>Whether the field's raw value is the same with and without international headers.</summary>
    public static bool IsAlwaysAscii(HeaderId id) => IsMessageId(id) || id is HeaderId.References or HeaderId.Received or HeaderId.DkimSignature
        or HeaderId.ArcSeal or HeaderId.ArcMessageSignature or HeaderId.AuthenticationResults or HeaderId.ArcAuthenticationResults;

    public static byte[] Encode(ParserOptions options, FormatOptions format, Encoding charset, HeaderId id, string field, string value)
    {
        if (IsAddressHeader(id))
            return InternetAddressList.TryParse(options, value, out var list)
                ? HeaderFolder.Fold(format, field, list.Tokens(format, format.MaxLineLength - field.Length - 2))
                : EncodeUnstructured(format, charset, field, value);
        if (IsMessageId(id))
            return charset.GetBytes($" {value}{format.NewLine}");

        switch (id)
        {
            case HeaderId.References:
                return HeaderFolder.Fold(format, field, MimeUtils.EnumerateReferences(value).Select(reference => new HeaderToken(" ", $"<{reference}>")));
            case HeaderId.ContentType:
                return Encoding.UTF8.GetBytes(ContentType.Parse(options, value).Encode(format));
            case HeaderId.ContentDisposition:
                return Encoding.UTF8.GetBytes(ContentDisposition.Parse(options, value).Encode(format));
            case HeaderId.DkimSignature or HeaderId.ArcSeal or HeaderId.ArcMessageSignature:
                return TagListEncoder.Encode(format, field, value);
            case HeaderId.ListArchive or HeaderId.ListHelp or HeaderId.ListOwner or HeaderId.ListPost or HeaderId.ListSubscribe or HeaderId.ListUnsubscribe:
                return MailingListCommandEncoder.Encode(format, charset, field, value);
            case HeaderId.Received or HeaderId.AuthenticationResults or HeaderId.ArcAuthenticationResults:
                return HeaderFolder.Fold(format, field, EncodedWordEncoder.Split(value));
            default:
                return EncodeUnstructured(format, charset, field, value);
        }
    }

    private static bool IsMessageId(HeaderId id) => id is HeaderId.MessageId or HeaderId.InReplyTo or HeaderId.ContentId
        or HeaderId.ResentMessageId or HeaderId.OriginalMessageId;

    private static byte[] EncodeUnstructured(FormatOptions format, Encoding charset, string field, string value) =>
        HeaderFolder.Fold(format, field, format.International
            ? EncodedWordEncoder.Split(value)
            : EncodedWordEncoder.EncodeText(charset, value, format.MaxLineLength, 76 - field.Length - 2));
}
