using System.Diagnostics.CodeAnalysis;
using MimeKit.Headers;
using MimeKit.Text;
using MimeKit.Utils;

namespace MimeKit;

/// <summary>A message: its headers and its body. The properties and the header fields always agree.</summary>
public partial class MimeMessage : IDisposable
{
    private readonly MessageAddresses addresses;

    // What was read is written back as it was: no header is added, no line end made up.
    private readonly bool isParsed;
    private bool synchronizing;
    private DateTimeOffset? date;

    /// <summary>Creates a message with an empty From and Subject, the date of now and a new Message-Id.</summary>
    public MimeMessage() : this(ParserOptions.Default, [])
    {
        isParsed = false;
        Headers[HeaderId.From] = string.Empty;
        Date = TimeProvider.System.GetLocalNow();
        Subject = string.Empty;
        MessageId = MimeUtils.GenerateMessageId();
    }

    /// <summary>Creates a message.</summary>
    public MimeMessage(IEnumerable<InternetAddress> from, IEnumerable<InternetAddress> to, string subject, MimeEntity body) : this()
    {
        From.AddRange(from);
        To.AddRange(to);
        Subject = subject;
        Body = body;
    }

    internal MimeMessage(ParserOptions options, IEnumerable<Header> headers)
    {
        isParsed = true;
        Headers = new HeaderList(options);
        foreach (var header in headers)
            Headers.Add(header);
        addresses = new MessageAddresses(Headers, WriteAddresses);
        Headers.Changed += OnHeadersChanged;
    }

    /// <summary>The headers but those of the body.</summary>
    public HeaderList Headers { get; private set; }

    /// <summary>The authors.</summary>
    public InternetAddressList From => addresses[HeaderId.From];

    /// <summary>Where answers go.</summary>
    public InternetAddressList ReplyTo => addresses[HeaderId.ReplyTo];

    /// <summary>The recipients.</summary>
    public InternetAddressList To => addresses[HeaderId.To];

    /// <summary>The recipients of copies.</summary>
    public InternetAddressList Cc => addresses[HeaderId.Cc];

    /// <summary>The recipients of hidden copies. The header is written unless <see cref="FormatOptions.HiddenHeaders"/> holds it.</summary>
    public InternetAddressList Bcc => addresses[HeaderId.Bcc];

    /// <summary>The authors of a resent message.</summary>
    public InternetAddressList ResentFrom => addresses[HeaderId.ResentFrom];

    /// <summary>The recipients of a resent message.</summary>
    public InternetAddressList ResentTo => addresses[HeaderId.ResentTo];

    /// <summary>The recipients of copies of a resent message.</summary>
    public InternetAddressList ResentCc => addresses[HeaderId.ResentCc];

    /// <summary>The recipients of hidden copies of a resent message.</summary>
    public InternetAddressList ResentBcc => addresses[HeaderId.ResentBcc];

    /// <summary>Who sent the message for its authors; null if nobody is named.</summary>
    public MailboxAddress? Sender
    {
        get => GetMailbox(HeaderId.Sender);
        set => SetMailbox(HeaderId.Sender, value);
    }

    /// <summary>Who sent the message again; null if nobody is named.</summary>
    public MailboxAddress? ResentSender
    {
        get => GetMailbox(HeaderId.ResentSender);
        set => SetMailbox(HeaderId.ResentSender, value);
    }

    /// <summary>The subject; null if there is none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    [DisallowNull]
    public string? Subject
    {
        get => Headers[HeaderId.Subject];
        set => Headers[HeaderId.Subject] = value;
    }

    /// <summary>The date; <see cref="DateTimeOffset.MinValue"/> if there is none.</summary>
    public DateTimeOffset Date
    {
        get
        {
            date ??= DateUtils.TryParse(Headers[HeaderId.Date], out var parsed) ? parsed : DateTimeOffset.MinValue;
            return date.Value;
        }

        set
        {
            Headers[HeaderId.Date] = DateUtils.FormatDate(value);
            date = value;
        }
    }

    /// <summary>The Message-Id without its angle brackets; null if there is none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The value is no message id.</exception>
    [DisallowNull]
    public string? MessageId
    {
        get => Headers[HeaderId.MessageId] is { } value ? MimeUtils.ParseMessageId(value) : null;
        set => Headers[HeaderId.MessageId] = $"<{ValidMessageId(value)}>";
    }

    /// <summary>The id of the message that this one answers, without its angle brackets; null if there is none.</summary>
    /// <exception cref="ArgumentException">The value is no message id.</exception>
    public string? InReplyTo
    {
        get => Headers[HeaderId.InReplyTo] is { } value ? MimeUtils.ParseMessageId(value) : null;
        set
        {
            if (value is null)
                Headers.RemoveAll(HeaderId.InReplyTo);
            else
                Headers[HeaderId.InReplyTo] = $"<{ValidMessageId(value)}>";
        }
    }

    /// <summary>The MIME version; null if none is named. Writing or preparing a message with a body sets 1.0.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    [DisallowNull]
    public Version? MimeVersion
    {
        get => Version.TryParse(Headers[HeaderId.MimeVersion], out var version) ? version : null;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Headers[HeaderId.MimeVersion] = value.ToString();
        }
    }

    /// <summary>The body; null if there is none.</summary>
    public MimeEntity? Body { get; set; }

    /// <summary>The plain text body; null if there is none.</summary>
    public string? TextBody => GetTextBody(TextFormat.Plain);

    /// <summary>The HTML body; null if there is none.</summary>
    public string? HtmlBody => GetTextBody(TextFormat.Html);

    /// <summary>The parts that are not made of parts, in their order.</summary>
    public IEnumerable<MimeEntity> BodyParts => Body is null ? [] : Leaves(Body);

    /// <summary>The parts that are attachments.</summary>
    public IEnumerable<MimeEntity> Attachments => BodyParts.Where(part => part.IsAttachment);

    /// <summary>The text body of a format; null if there is none. Flowed text comes with its lines joined.</summary>
    public string? GetTextBody(TextFormat format) => Body switch
    {
        Multipart multipart => multipart.TryGetValue(format, out var body) ? body.GetReadableText() : null,
        TextPart { IsAttachment: false } text when text.IsFormat(format) => text.GetReadableText(),
        _ => null,
    };

    /// <summary>To, Cc and Bcc, or their resent counterparts.</summary>
    public IList<MailboxAddress> GetRecipients(bool onlyUnique = false)
    {
        var resent = ResentSender is not null || ResentFrom.Count > 0;
        var recipients = (resent ? [ResentTo, ResentCc, ResentBcc] : new[] { To, Cc, Bcc }).SelectMany(list => list.Mailboxes);
        return [.. onlyUnique ? recipients.DistinctBy(mailbox => mailbox.Address, StringComparer.OrdinalIgnoreCase) : recipients];
    }

    /// <summary>Chooses transfer encodings that the transport carries, and sets the MIME version.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLineLength"/> is not from 60 to 998.</exception>
    public virtual void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        if (maxLineLength is < FormatOptions.MinimumLineLength or > FormatOptions.MaximumLineLength)
            throw new ArgumentOutOfRangeException(nameof(maxLineLength));
        if (Body is null)
            return;
        if (MimeVersion is null && Body.Headers.Count > 0)
            MimeVersion = new Version(1, 0);
        Body.Prepare(constraint, maxLineLength);
    }

    /// <summary>Disposes the body.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the body.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Body?.Dispose();
    }

    private static IEnumerable<MimeEntity> Leaves(MimeEntity entity) =>
        entity is Multipart multipart ? multipart.SelectMany(Leaves) : [entity];

    private static string ValidMessageId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return MimeUtils.ParseMessageId(value) ?? throw new ArgumentException("Invalid Message-Id format.", nameof(value));
    }

    private MailboxAddress? GetMailbox(HeaderId id) =>
        Headers.Find(id) is { } header && InternetAddressList.TryParse(Headers.Options, header.RawText, out var list) ? list.Mailboxes.FirstOrDefault() : null;

    private void SetMailbox(HeaderId id, MailboxAddress? mailbox)
    {
        if (mailbox is null)
            Headers.RemoveAll(id);
        else
            Headers.Replace(new Header(Headers.Options, id, Serialize(id, [mailbox])));
    }

    private static byte[] Serialize(HeaderId id, InternetAddressList list)
    {
        var format = FormatOptions.Default;
        var field = id.ToHeaderName();
        return HeaderFolder.Fold(format, field, list.Tokens(format, format.MaxLineLength - field.Length - 2));
    }

    private void WriteAddresses(HeaderId id, InternetAddressList list)
    {
        synchronizing = true;
        if (list.Count == 0)
            Headers.RemoveAll(id);
        else
            Headers.Replace(new Header(Headers.Options, id, Serialize(id, list)));
        synchronizing = false;
    }

    private void OnHeadersChanged(Header? header)
    {
        if (header?.Id is null or HeaderId.Date)
            date = null;
        if (!synchronizing)
            addresses.Forget(header?.Id);
    }
}
