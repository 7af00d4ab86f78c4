namespace Syndication.Worker.Http.Pages;

/// <summary>A page before it is laid out.</summary>
/// <param name="Template">The template's name, without folder and extension.</param>
/// <param name="Title">The title, without the site's name.</param>
/// <param name="Model">What the template names as <c>model</c>.</param>
/// <param name="Alternates">Feeds of the page, for autodiscovery.</param>
internal sealed record PageContent(string Template, string Title, object Model, IReadOnlyList<PageAlternate> Alternates)
{
    /// <summary>Whether it has the script that guesses the time zone.</summary>
    public bool HasScript { get; init; }

    /// <summary>How long caches may keep it; null: they ask each time whether it has changed.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Origins of the pictures that it shows beside the service's own.</summary>
    public IReadOnlyList<string> ImageOrigins { get; init; } = [];
}
