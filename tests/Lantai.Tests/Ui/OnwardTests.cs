using Lantai.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Lantai.Tests.Ui;

public sealed class OnwardTests
{
    private readonly EphemeralDataProtectionProvider keys = new();

    [Fact]
    public void A_sentence_reaches_the_next_page_and_is_taken_away_with_it()
    {
        var cookie = Leave("已保存“文物局”。", Tone.Soon);
        var next = Arrive(cookie);
        Assert.Equal(new OneTimeMessage("已保存“文物局”。", Tone.Soon), Over(next).Take());
        Assert.Contains("lantai.message=;", next.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_that_somebody_made_up_is_not_shown()
    {
        var cookie = Leave("已保存。", Tone.Done);
        Assert.Null(Over(Arrive(cookie[..^4] + "AAAA")).Take());
        Assert.Null(Over(Arrive("lantai.message=Done%0A请转账")).Take());
    }

    [Theory, InlineData("//evil.cn"), InlineData("https://evil.cn/"), InlineData("desk")]
    public void Nobody_is_sent_to_another_site(string address) =>
        Assert.Throws<ArgumentException>(() => Over(new DefaultHttpContext()).To(address));

    private string Leave(string sentence, Tone tone)
    {
        var context = new DefaultHttpContext();
        Assert.Throws<NavigationException>(() => Over(context).To("/desk/units", sentence, tone));
        return context.Response.Headers.SetCookie.ToString().Split(';')[0];
    }

    private static DefaultHttpContext Arrive(string cookie)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookie;
        return context;
    }

    private Onward Over(HttpContext context) => new(new LeavingNavigation(), new HttpContextAccessor { HttpContext = context }, keys);

    // As static rendering does: leaving ends the page.
    private sealed class LeavingNavigation : NavigationManager
    {
        public LeavingNavigation() => Initialize("http://lantai.test/", "http://lantai.test/desk/units/new");

        protected override void NavigateToCore(string uri, NavigationOptions options) => throw new NavigationException(uri);
    }
}
