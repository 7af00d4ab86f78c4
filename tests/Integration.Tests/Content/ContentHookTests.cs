using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using static Syndication.Tests.Integration.Content.Feeds;

namespace Syndication.Tests.Integration.Content;

/// <summary><c>POST /hooks/content</c>, as GitHub and GitLab call it.</summary>
public sealed class ContentHookTests : IAsyncLifetime
{
    private const string Secret = "It's a Secret to Everybody";
    private const string Push = """{"ref":"refs/heads/main","after":"x"}""";

    private GitRepository repository = null!;
    private WholeService service = null!;

    public async ValueTask InitializeAsync()
    {
        repository = await GitRepository.CreateAsync("Alpha");
        service = await StartAsync(new { Url = repository.Path, Interval = "1d" });
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        repository.Dispose();
    }

    [Fact]
    public async Task A_signed_push_brings_the_commit()
    {
        await repository.CommitAsync("Gamma");

        Assert.Equal(HttpStatusCode.Accepted, await CallAsync(Push, "X-Hub-Signature-256", SignatureOf(Push)));
        await service.HoldAsync("Gamma");
    }

    [Fact]
    public async Task A_push_with_the_token_brings_the_commit()
    {
        await repository.CommitAsync("Gamma");

        Assert.Equal(HttpStatusCode.Accepted, await CallAsync(Push, "X-Gitlab-Token", Secret));
        await service.HoldAsync("Gamma");
    }

    [Fact]
    public async Task Each_of_many_pushes_shows()
    {
        for (var number = 0; number < 4; number++)
        {
            await repository.CommitAsync($"Post-{number} here.");
            await CallAsync(Push, "X-Hub-Signature-256", SignatureOf(Push));
        }

        await service.HoldAsync("Post-3 here.");
    }

    [Fact]
    public async Task A_push_sent_as_a_form_counts()
    {
        var form = "payload=" + Uri.EscapeDataString(Push);

        Assert.Equal(HttpStatusCode.Accepted, await CallAsync(form, "X-Hub-Signature-256", SignatureOf(form), "application/x-www-form-urlencoded"));
    }

    [Fact]
    public async Task A_push_to_another_branch_is_ignored()
    {
        const string Other = """{"ref":"refs/heads/draft"}""";

        Assert.Equal(HttpStatusCode.OK, await CallAsync(Other, "X-Hub-Signature-256", SignatureOf(Other)));
    }

    [Theory]
    [InlineData("X-Hub-Signature-256", "sha256=00")]
    [InlineData("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("X-Hub-Signature-256", "")]
    [InlineData("X-Gitlab-Token", "It's a Secret to Everybod")]
    [InlineData("X-Gitlab-Token", "")]
    [InlineData("webhook-signature", "v1,AAAA")]
    public async Task A_wrong_signature_is_refused(string header, string value)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await CallAsync(Push, header, value));
    }

    [Fact]
    public async Task A_call_without_a_signature_is_refused()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(Push, "X-Other", "x"));
    }

    [Fact]
    public async Task A_ping_is_answered()
    {
        const string Ping = """{"zen":"Keep it logically awesome."}""";
        using var request = Request(Ping, "X-Hub-Signature-256", SignatureOf(Ping));
        request.Headers.Add("X-GitHub-Event", "ping");
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_without_end_is_refused()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await CallAsync(new string('x', 6 * 1024 * 1024), "X-Hub-Signature-256", "sha256=" + new string('0', 64)));
    }

    [Fact]
    public async Task Without_a_secret_there_is_no_hook()
    {
        await using var other = await WholeService.StartedAsync();
        using var request = Request(Push, "X-Gitlab-Token", "");
        using var answer = await other.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_repository_a_call_compares_the_folder()
    {
        await using var other = await StartAsync(git: null);
        other.Save("new.md", "Gamma");
        using var request = Request("", "X-Gitlab-Token", Secret);
        using var answer = await other.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await other.HoldAsync("Gamma");
    }

    private static async Task<WholeService> StartAsync(object? git)
    {
        var prepared = WholeService.Prepare(configuration =>
        {
            var content = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["Folder"] = "content", ["HookSecretFile"] = "hook-secret", ["Watch"] = new { Mode = "off", QuietPeriod = "50ms" },
            };
            if (git is not null) content["Git"] = git;
            configuration["Content"] = content;
        });
        await File.WriteAllTextAsync(prepared.PathOf("hook-secret"), Secret + "\n");
        await prepared.StartAsync();
        return prepared;
    }

    private async Task<HttpStatusCode> CallAsync(string body, string header, string value, string type = "application/json")
    {
        using var request = Request(body, header, value, type);
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Request(string body, string header, string value, string type = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "hooks/content") { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    private static string SignatureOf(string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));
}
