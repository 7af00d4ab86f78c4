namespace Syndication.Worker.Hosting.Settings;

/// <summary>The configuration as read.</summary>
/// <param name="File">The configuration file.</param>
/// <param name="Configuration">All keys, for what the framework reads itself (<c>Kestrel</c>, <c>Logging</c>).</param>
/// <param name="Settings">The validated settings.</param>
public sealed record LoadedSettings(string File, IConfiguration Configuration, ServiceSettings Settings);
