#pragma once

#include <string_view>

namespace tancua::gateway {

// What a person sees who opens the gateway in a browser.
inline constexpr std::string_view kHomePage = R"html(<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tận Cửa</title>
<style>
  body { font: 17px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }
  code { background: #f2f2f2; padding: .1em .3em; }
</style>
<h1>Tận Cửa</h1>
<p>Dịch vụ công của phường, đến tận cửa nhà: nộp hồ sơ trực tuyến, theo dõi từng bước xử lý,
nhận thông báo qua Zalo hoặc SMS và đánh giá sự phục vụ.</p>
<p>Đây là cổng API dành cho các ứng dụng và đơn vị tích hợp.</p>
<ul>
  <li><a href="/openapi.json">Tài liệu API (OpenAPI 3)</a></li>
  <li><a href="/v1/procedures">Danh mục thủ tục hành chính</a></li>
</ul>
<p>Tra cứu hồ sơ: gửi <code>POST /v1/dossiers:lookup</code> với mã hồ sơ và mã bí mật trên giấy
tiếp nhận.</p>
</html>
)html";

}  // namespace tancua::gateway
