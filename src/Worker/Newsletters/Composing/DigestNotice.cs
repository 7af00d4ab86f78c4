namespace Syndication.Worker.Newsletters.Composing;

/// <summary>A correction or a retraction as the digest's templates show it; texts are never null.</summary>
/// <param name="Label">Which of the two, in the message's language.</param>
/// <param name="Title">The post's title.</param>
/// <param name="TitleLabel">The <c>aria-label</c> of the title's link; empty where the title is enough.</param>
/// <param name="Url">Address of the post's page.</param>
/// <param name="Text">What was wrong, as one paragraph.</param>
/// <param name="Language">BCP 47 tag of the language of title and text.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
/// <param name="TextLanguage">BCP 47 tag of the text's language: the message's where the post gives no reason.</param>
/// <param name="TextDirection"><c>ltr</c> or <c>rtl</c>.</param>
public sealed record DigestNotice(
    string Label, string Title, string TitleLabel, string Url, string Text, string Language, string Direction, string TextLanguage, string TextDirection);
