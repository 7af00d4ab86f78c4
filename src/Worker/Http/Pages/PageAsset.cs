namespace Syndication.Worker.Http.Pages;

/// <summary>A state of a file that pages name.</summary>
/// <param name="Stamp">When it was written, in UTC.</param>
/// <param name="Content">UTF-8.</param>
/// <param name="Version">Names the content; part of its address, so that browsers may keep it for ever.</param>
internal sealed record PageAsset(DateTime Stamp, byte[] Content, string Version);
