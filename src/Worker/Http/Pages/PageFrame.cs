namespace Syndication.Worker.Http.Pages;

/// <summary>What a page's layout needs to know of the place that the page is shown at.</summary>
/// <param name="Root">What leads from the page to the root that <c>assets/</c> is below, such as <c>../</c>.</param>
/// <param name="Languages">The other languages of the page: objects with <c>tag</c>, <c>name</c>, <c>href</c> and <c>current</c>; none where it has one.</param>
internal sealed record PageFrame(string Root, IReadOnlyList<object> Languages);
