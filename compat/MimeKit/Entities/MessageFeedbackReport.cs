namespace MimeKit;

/// <summary>A complaint, for a machine (RFC 5965).</summary>
public class MessageFeedbackReport : MimePart
{
    private HeaderList? fields;

    /// <summary>Creates an empty report.</summary>
    public MessageFeedbackReport() : base("message", "feedback-report")
    {
    }

    internal MessageFeedbackReport(Parsing.ParsedEntity parsed) : base(parsed)
    {
    }

    /// <summary>The fields.</summary>
    public HeaderList Fields => fields ??= Content is null ? [] : HeaderList.Load(Content.Open());
}
