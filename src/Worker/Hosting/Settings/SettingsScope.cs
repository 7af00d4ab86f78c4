namespace Syndication.Worker.Hosting.Settings;

/// <summary>How much of the configuration a command needs.</summary>
public enum SettingsScope
{
    /// <summary>The sections that feeds are made from: <c>Service</c>, <c>Site</c>, <c>Content</c> and <c>Feeds</c>.</summary>
    Content,

    /// <summary>Everything.</summary>
    Service,
}
