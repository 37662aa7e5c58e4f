"""What nobody should type, and somebody will."""

HOSTILE = [
    "x" * 10_000,
    "損失" * 5_000,
    "が" * 10_000,
    "a." * 5_000,
    "(((((((((([[[[{{{{****++++????\\\\\\",
    "(a+)+$ ^(.*)*$ [^]*",
    "<img src=x onerror=alert(1)><script>alert(2)</script>",
    '" onmouseover="alert(3) \' &quot; &#x3c;',
    "😀👩‍👩‍👧‍👦🏳️‍🌈",
    "שלום مرحبا \u202e\u2066abc",
    "、。・！？…―「」",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "   ",
    "__proto__ constructor hasOwnProperty toString",
    "+loss -loss ~1 ^2 title:loss *",
]
