namespace Syndication.Feeds.Content;

/// <summary>A post's picture.</summary>
/// <param name="Url">Absolute address.</param>
/// <param name="Alt">What it shows, in words; empty where the file does not say.</param>
public sealed record PostImage(string Url, string Alt);
