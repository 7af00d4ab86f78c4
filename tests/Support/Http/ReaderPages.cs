using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Tests.Support.Http;

/// <summary>The preference page of the reader who signed up first.</summary>
public static class ReaderPages
{
    /// <summary>A confirmed reader.</summary>
    public static async Task<RunningService> WithReaderAsync(this RunningService service, params (string Name, string Value)[] fields)
    {
        using var answer = await service.SignUpAsync("reader@example.org", fields);
        answer.EnsureSuccessStatusCode();
        await service.PostAsync(await service.ConfirmationLinkAsync());
        return service;
    }

    /// <summary>Makes a post with tags public.</summary>
    public static void HaveTags(this RunningService service, params string[] labels)
    {
        var post = new Post
        {
            File = "post.md",
            Title = "Post",
            Published = DateTimeOffset.UnixEpoch,
            Url = "https://www.example.org/post",
            Language = "en",
            Description = "",
            Properties = new FrontMatterMapping([], 1, 1),
            Type = "disease",
            Tags = [.. labels.Select(label => new PostTag(label, label.ToLowerInvariant().Replace(' ', '-')))],
            ContentHash = "1",
            BodyHash = "1",
        };
        var posts = ImmutableDictionary<string, LedgerPost>.Empty.Add("tag:post", new LedgerPost(post, "tag:post", post.Published, 1));
        service.Services.GetRequiredService<PublishedPosts>().Replace(new PublishedState(1, posts));
    }

    /// <summary>The link that a digest carries, or one that was asked for.</summary>
    public static async Task<string> PreferencesLinkAsync(this RunningService service, bool isRequested = false) =>
        service.Services.GetRequiredService<SubscriptionLinks>()
            .Preferences((await service.Database.ScalarAsync<string>("SELECT id FROM subscriptions ORDER BY consent_at, newsletter DESC LIMIT 1"))!, isRequested).AbsoluteUri;

    /// <summary>Presses a button of a form.</summary>
    public static async Task<HttpResponseMessage> PressAsync(this RunningService service, string link, string action, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(("action", action)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        return await service.Client.PostAsync(link, form);
    }
}
