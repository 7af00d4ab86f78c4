using System.Text;
using Microsoft.AspNetCore.Http;
using Syndication.Tests.Support;
using Syndication.Worker.Http.Hooks;

namespace Syndication.Tests.Worker.Http;

public sealed class HookSignatureTests
{
    // The examples of GitHub's documentation and of the Standard Webhooks specification.
    private const string HubSecret = "It's a Secret to Everybody";
    private const string HubBody = "Hello, World!";
    private const string HubSignature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private const string DatedSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string DatedBody = """{"test": 2432232314}""";
    private const string DatedSignature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const long DatedSeconds = 1614265330;

    [Theory]
    [InlineData(HubSecret, HubSignature, true)]
    [InlineData("Another secret", HubSignature, false)]
    [InlineData(HubSecret, "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18", false)]
    [InlineData(HubSecret, "sha1=757107ea0eb2509fc211221cce984b8a37570b6d", false)]
    [InlineData(HubSecret, "sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", false)]
    public void GitHubs_signature_is_checked(string secret, string signature, bool isValid) =>
        Assert.Equal(isValid, IsValid(secret, HubBody, ("X-Hub-Signature-256", signature)));

    [Fact]
    public void A_changed_body_is_refused() => Assert.False(IsValid(HubSecret, HubBody + " ", ("X-Hub-Signature-256", HubSignature)));

    [Theory]
    [InlineData(HubSecret, true)]
    [InlineData("It's a Secret to everybody", false)]
    [InlineData("", false)]
    public void GitLabs_token_is_the_secret(string token, bool isValid) => Assert.Equal(isValid, IsValid(HubSecret, HubBody, ("X-Gitlab-Token", token)));

    [Theory]
    [InlineData(0, DatedSignature, true)]
    [InlineData(0, "v1,AAAA " + DatedSignature, true)]
    [InlineData(0, "v1,AAAA", false)]
    [InlineData(0, "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", false)]
    [InlineData(299, DatedSignature, true)]
    [InlineData(301, DatedSignature, false)]
    [InlineData(-301, DatedSignature, false)]
    public void A_dated_signature_is_checked_and_grows_old(int late, string signature, bool isValid)
    {
        var clock = new ManualClock(DateTimeOffset.FromUnixTimeSeconds(DatedSeconds + late));

        Assert.Equal(isValid, IsValid(
            DatedSecret, DatedBody, clock, ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"), ("webhook-timestamp", "1614265330"), ("webhook-signature", signature)));
    }

    [Fact]
    public void A_weaker_signature_does_not_stand_in_for_a_wrong_one() =>
        Assert.False(IsValid(HubSecret, HubBody, ("X-Hub-Signature-256", "sha256=00"), ("X-Gitlab-Token", HubSecret)));

    [Theory]
    [InlineData("""{"ref":"refs/heads/main"}""", "main")]
    [InlineData("""{"ref":"refs/heads/feature/x"}""", "feature/x")]
    [InlineData("""{"ref":"refs/tags/v1"}""", "refs/tags/v1")]
    [InlineData("""{"zen":"x"}""", null)]
    [InlineData("""[1]""", null)]
    [InlineData("no json", null)]
    [InlineData("", null)]
    public void The_branch_of_a_push_is_read(string body, string? branch) => Assert.Equal(branch, HookEvent.FindBranch("application/json", Encoding.UTF8.GetBytes(body)));

    private static bool IsValid(string secret, string body, params (string Name, string Value)[] headers) => IsValid(secret, body, new ManualClock(), headers);

    private static bool IsValid(string secret, string body, ManualClock clock, params (string Name, string Value)[] headers)
    {
        var request = new DefaultHttpContext().Request;
        foreach (var (name, value) in headers) request.Headers[name] = value;
        return new HookSignature(secret, clock).IsValid(request.Headers, Encoding.UTF8.GetBytes(body));
    }
}
