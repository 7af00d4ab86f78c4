namespace Syndication.Worker.Http.Pages;

/// <summary>Another form of a page, which readers find by autodiscovery.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Title">What it is.</param>
/// <param name="Address">Where it is.</param>
internal sealed record PageAlternate(string MediaType, string Title, string Address);
