namespace Syndication.Worker.Hosting.Settings;

/// <summary>What a command line says about the configuration.</summary>
public sealed record SettingsRequest
{
    /// <summary>The file that <c>--config</c> names, or null for the usual places.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The folder that <c>--content</c> names, instead of <c>Content:Folder</c>.</summary>
    public string? ContentFolder { get; init; }

    /// <summary>The folder that <c>--output</c> names, instead of <c>Feeds:OutputFolder</c>.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Whether pages are made, so that the templates must be there.</summary>
    public bool MakesPages { get; init; }

    /// <summary>How much is needed.</summary>
    public SettingsScope Scope { get; init; } = SettingsScope.Service;
}
