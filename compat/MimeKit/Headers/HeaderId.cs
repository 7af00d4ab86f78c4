namespace MimeKit;

/// <summary>A header field by its well-known name.</summary>
public enum HeaderId
{
    /// <summary>Accept-Language.</summary>
    AcceptLanguage,
    /// <summary>Ad-Hoc.</summary>
    AdHoc,
    /// <summary>Alternate-Recipient.</summary>
    AlternateRecipient,
    /// <summary>Apparently-To.</summary>
    ApparentlyTo,
    /// <summary>Approved.</summary>
    Approved,
    /// <summary>ARC-Authentication-Results.</summary>
    ArcAuthenticationResults,
    /// <summary>ARC-Message-Signature.</summary>
    ArcMessageSignature,
    /// <summary>ARC-Seal.</summary>
    ArcSeal,
    /// <summary>Archive.</summary>
    Archive,
    /// <summary>Archived-At.</summary>
    ArchivedAt,
    /// <summary>Article.</summary>
    Article,
    /// <summary>Authentication-Results.</summary>
    AuthenticationResults,
    /// <summary>Autocrypt.</summary>
    Autocrypt,
    /// <summary>Autocrypt-Gossip.</summary>
    AutocryptGossip,
    /// <summary>Autocrypt-Setup-Message.</summary>
    AutocryptSetupMessage,
    /// <summary>Autoforwarded.</summary>
    Autoforwarded,
    /// <summary>Auto-Submitted.</summary>
    AutoSubmitted,
    /// <summary>Autosubmitted.</summary>
    Autosubmitted,
    /// <summary>Base.</summary>
    Base,
    /// <summary>Bcc.</summary>
    Bcc,
    /// <summary>Body.</summary>
    Body,
    /// <summary>Bytes.</summary>
    Bytes,
    /// <summary>Cc.</summary>
    Cc,
    /// <summary>Comments.</summary>
    Comments,
    /// <summary>Content-Alternative.</summary>
    ContentAlternative,
    /// <summary>Content-Base.</summary>
    ContentBase,
    /// <summary>Content-Class.</summary>
    ContentClass,
    /// <summary>Content-Description.</summary>
    ContentDescription,
    /// <summary>Content-Disposition.</summary>
    ContentDisposition,
    /// <summary>Content-Duration.</summary>
    ContentDuration,
    /// <summary>Content-Features.</summary>
    ContentFeatures,
    /// <summary>Content-Id.</summary>
    ContentId,
    /// <summary>Content-Identifier.</summary>
    ContentIdentifier,
    /// <summary>Content-Language.</summary>
    ContentLanguage,
    /// <summary>Content-Length.</summary>
    ContentLength,
    /// <summary>Content-Location.</summary>
    ContentLocation,
    /// <summary>Content-Md5.</summary>
    ContentMd5,
    /// <summary>Content-Return.</summary>
    ContentReturn,
    /// <summary>Content-Transfer-Encoding.</summary>
    ContentTransferEncoding,
    /// <summary>Content-Translation-Type.</summary>
    ContentTranslationType,
    /// <summary>Content-Type.</summary>
    ContentType,
    /// <summary>Control.</summary>
    Control,
    /// <summary>Conversion.</summary>
    Conversion,
    /// <summary>Conversion-With-Loss.</summary>
    ConversionWithLoss,
    /// <summary>Date.</summary>
    Date,
    /// <summary>Date-Received.</summary>
    DateReceived,
    /// <summary>Deferred-Delivery.</summary>
    DeferredDelivery,
    /// <summary>Delivery-Date.</summary>
    DeliveryDate,
    /// <summary>Disclose-Recipients.</summary>
    DiscloseRecipients,
    /// <summary>Disposition-Notification-Options.</summary>
    DispositionNotificationOptions,
    /// <summary>Disposition-Notification-To.</summary>
    DispositionNotificationTo,
    /// <summary>Distribution.</summary>
    Distribution,
    /// <summary>DKIM-Signature.</summary>
    DkimSignature,
    /// <summary>DomainKey-Signature.</summary>
    DomainKeySignature,
    /// <summary>Encoding.</summary>
    Encoding,
    /// <summary>Encrypted.</summary>
    Encrypted,
    /// <summary>Expires.</summary>
    Expires,
    /// <summary>Expiry-Date.</summary>
    ExpiryDate,
    /// <summary>Followup-To.</summary>
    FollowupTo,
    /// <summary>From.</summary>
    From,
    /// <summary>Generate-Delivery-Report.</summary>
    GenerateDeliveryReport,
    /// <summary>Importance.</summary>
    Importance,
    /// <summary>Injection-Date.</summary>
    InjectionDate,
    /// <summary>Injection-Info.</summary>
    InjectionInfo,
    /// <summary>In-Reply-To.</summary>
    InReplyTo,
    /// <summary>Keywords.</summary>
    Keywords,
    /// <summary>Language.</summary>
    Language,
    /// <summary>Latest-Delivery-Time.</summary>
    LatestDeliveryTime,
    /// <summary>Lines.</summary>
    Lines,
    /// <summary>List-Archive.</summary>
    ListArchive,
    /// <summary>List-Help.</summary>
    ListHelp,
    /// <summary>List-Id.</summary>
    ListId,
    /// <summary>List-Owner.</summary>
    ListOwner,
    /// <summary>List-Post.</summary>
    ListPost,
    /// <summary>List-Subscribe.</summary>
    ListSubscribe,
    /// <summary>List-Unsubscribe.</summary>
    ListUnsubscribe,
    /// <summary>List-Unsubscribe-Post.</summary>
    ListUnsubscribePost,
    /// <summary>Message-Id.</summary>
    MessageId,
    /// <summary>MIME-Version.</summary>
    MimeVersion,
    /// <summary>Newsgroups.</summary>
    Newsgroups,
    /// <summary>Nntp-Posting-Host.</summary>
    NntpPostingHost,
    /// <summary>Organization.</summary>
    Organization,
    /// <summary>Original-From.</summary>
    OriginalFrom,
    /// <summary>Original-Message-Id.</summary>
    OriginalMessageId,
    /// <summary>Original-Recipient.</summary>
    OriginalRecipient,
    /// <summary>Original-Return-Address.</summary>
    OriginalReturnAddress,
    /// <summary>Original-Subject.</summary>
    OriginalSubject,
    /// <summary>Path.</summary>
    Path,
    /// <summary>Precedence.</summary>
    Precedence,
    /// <summary>Prevent-NonDelivery-Report.</summary>
    PreventNonDeliveryReport,
    /// <summary>Priority.</summary>
    Priority,
    /// <summary>Received.</summary>
    Received,
    /// <summary>Received-SPF.</summary>
    ReceivedSPF,
    /// <summary>References.</summary>
    References,
    /// <summary>Relay-Version.</summary>
    RelayVersion,
    /// <summary>Reply-By.</summary>
    ReplyBy,
    /// <summary>Reply-To.</summary>
    ReplyTo,
    /// <summary>Require-Recipient-Valid-Since.</summary>
    RequireRecipientValidSince,
    /// <summary>Resent-Bcc.</summary>
    ResentBcc,
    /// <summary>Resent-Cc.</summary>
    ResentCc,
    /// <summary>Resent-Date.</summary>
    ResentDate,
    /// <summary>Resent-From.</summary>
    ResentFrom,
    /// <summary>Resent-Message-Id.</summary>
    ResentMessageId,
    /// <summary>Resent-Reply-To.</summary>
    ResentReplyTo,
    /// <summary>Resent-Sender.</summary>
    ResentSender,
    /// <summary>Resent-To.</summary>
    ResentTo,
    /// <summary>Return-Path.</summary>
    ReturnPath,
    /// <summary>Return-Receipt-To.</summary>
    ReturnReceiptTo,
    /// <summary>See-Also.</summary>
    SeeAlso,
    /// <summary>Sender.</summary>
    Sender,
    /// <summary>Sensitivity.</summary>
    Sensitivity,
    /// <summary>Solicitation.</summary>
    Solicitation,
    /// <summary>Status.</summary>
    Status,
    /// <summary>Subject.</summary>
    Subject,
    /// <summary>Summary.</summary>
    Summary,
    /// <summary>Supersedes.</summary>
    Supersedes,
    /// <summary>TLS-Required.</summary>
    TLSRequired,
    /// <summary>To.</summary>
    To,
    /// <summary>User-Agent.</summary>
    UserAgent,
    /// <summary>X400-Content-Identifier.</summary>
    X400ContentIdentifier,
    /// <summary>X400-Content-Return.</summary>
    X400ContentReturn,
    /// <summary>X400-Content-Type.</summary>
    X400ContentType,
    /// <summary>X400-MTS-Identifier.</summary>
    X400MTSIdentifier,
    /// <summary>X400-Originator.</summary>
    X400Originator,
    /// <summary>X400-Received.</summary>
    X400Received,
    /// <summary>X400-Recipients.</summary>
    X400Recipients,
    /// <summary>X400-Trace.</summary>
    X400Trace,
    /// <summary>X-Mailer.</summary>
    XMailer,
    /// <summary>X-MSMail-Priority.</summary>
    XMSMailPriority,
    /// <summary>X-Priority.</summary>
    XPriority,
    /// <summary>X-Status.</summary>
    XStatus,
    /// <summary>Any other name.</summary>
    Unknown = -1,
}
