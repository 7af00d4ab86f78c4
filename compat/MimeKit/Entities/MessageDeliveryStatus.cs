using MimeKit.Parsing;

namespace MimeKit;

/// <summary>What became of a message, for a machine (RFC 3464).</summary>
public class MessageDeliveryStatus : MimePart
{
    private HeaderListCollection? groups;

    /// <summary>Creates an empty status.</summary>
    public MessageDeliveryStatus() : base("message", "delivery-status")
    {
    }

    internal MessageDeliveryStatus(ParsedEntity parsed) : base(parsed)
    {
    }

    /// <summary>The groups of fields: the first is about the message, each other about one recipient.</summary>
    public HeaderListCollection StatusGroups => groups ??= Content is null ? [] : EntityReader.ReadGroups(DecodedContent(CancellationToken.None));
}
