namespace Syndication.Worker.Newsletters.Composing;

/// <summary>A title in the list at the top.</summary>
/// <param name="Title">The post's title.</param>
/// <param name="Language">BCP 47 tag of the post's language.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
public sealed record DigestTitle(string Title, string Language, string Direction);
