using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Hosting.Content.Git;
using Syndication.Worker.Http;
using Syndication.Worker.Http.Hooks;
using Syndication.Worker.Http.Ops;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;
using Syndication.Worker.WebSub;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>The whole configuration, read and validated.</summary>
public sealed record ServiceSettings
{
    /// <summary>The folder that relative paths belong to: the configuration file's.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>Absolute path of the folder of templates.</summary>
    public required string TemplatesFolder { get; init; }

    /// <summary>Section <c>Service</c>.</summary>
    public required ServiceOptions Service { get; init; }

    /// <summary>Section <c>Site</c>.</summary>
    public required SiteOptions Site { get; init; }

    /// <summary>Section <c>Content</c>.</summary>
    public required ContentOptions Content { get; init; }

    /// <summary>Section <c>Content:Git</c>, or null where posts come from a folder.</summary>
    public GitOptions? Git { get; init; }

    /// <summary>Key <c>Content:HookSecretFile</c>.</summary>
    public HookOptions Hook { get; init; } = new(null);

    /// <summary>Section <c>Feeds</c>.</summary>
    public required FeedsOptions Feeds { get; init; }

    /// <summary>Section <c>Feeds:WebSub</c>.</summary>
    public WebSubOptions WebSub { get; init; } = new();

    /// <summary>Section <c>Newsletters</c>.</summary>
    public required ImmutableArray<NewsletterOptions> Newsletters { get; init; }

    /// <summary>Section <c>Digests</c>.</summary>
    public required DigestsOptions Digests { get; init; }

    /// <summary>Section <c>Subscribe</c>.</summary>
    public required SubscribeOptions Subscribe { get; init; }

    /// <summary>Section <c>Mail</c>.</summary>
    public required MailOptions Mail { get; init; }

    /// <summary>Section <c>Privacy</c>.</summary>
    public required PrivacyOptions Privacy { get; init; }

    /// <summary>Section <c>Storage</c>.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>Section <c>Ops</c>.</summary>
    public OpsOptions Ops { get; init; } = new() { TokenFile = "" };
}
