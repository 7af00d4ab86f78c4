namespace Syndication.Worker.Http.Pages;

/// <summary>A page before it is laid out.</summary>
/// <param name="Template">The template's name, without folder and extension.</param>
/// <param name="Title">The title, without the site's name.</param>
/// <param name="Model">What the template names as <c>model</c>.</param>
/// <param name="Alternates">Feeds of the page, for autodiscovery.</param>
/// <param name="HasScript">Whether it has the script that guesses the time zone.</param>
internal sealed record PageContent(string Template, string Title, object Model, IReadOnlyList<PageAlternate> Alternates, bool HasScript = false);
