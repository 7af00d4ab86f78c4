using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Mail.Limits;
using System.Collections.Immutable;

namespace Syndication.Worker.Mail;

/// <summary>How messages leave (section <c>Mail</c>).</summary>
public sealed record MailOptions
{
    /// <summary>Where messages go.</summary>
    public MailTransportKind Transport { get; init; } = MailTransportKind.Pickup;

    /// <summary>The SMTP server's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>The SMTP server's port.</summary>
    public int Port { get; init; } = 587;

    /// <summary>How the connection is protected.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Name to authenticate with; empty for none.</summary>
    public string User { get; init; } = "";

    /// <summary>Password to authenticate with.</summary>
    public string Password { get; init; } = "";

    /// <summary>Absolute path of the folder that the pickup transport writes to.</summary>
    public string PickupFolder { get; init; } = "";

    /// <summary>The sender of newsletters that name none.</summary>
    public required MailAddress From { get; init; }

    /// <summary>Connections to the server at a time.</summary>
    public int MaxConnections { get; init; } = 4;

    /// <summary>Messages after which a connection is closed.</summary>
    public int MaxMessagesPerConnection { get; init; } = 500;

    /// <summary>Most messages a second in all; zero for no limit.</summary>
    public double RatePerSecond { get; init; }

    /// <summary>What the readers of some domains are sent at a time.</summary>
    public ImmutableArray<DomainLimit> Domains { get; init; } = DomainPresets.All;

    /// <summary>What the readers of each other domain are sent at a time.</summary>
    public DomainLimit OtherDomains { get; init; } = DomainLimit.None;

    /// <summary>When a message that was refused for now is tried again.</summary>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>What happens to a message that may or may not have arrived.</summary>
    public UnknownPolicy Unknown { get; init; } = UnknownPolicy.Resend;

    /// <summary>Where undeliverable messages come back, or null where nothing reads them.</summary>
    public BounceOptions? Bounces { get; init; }

    /// <summary>The signature, or null for none.</summary>
    public DkimOptions? Dkim { get; init; }
}
